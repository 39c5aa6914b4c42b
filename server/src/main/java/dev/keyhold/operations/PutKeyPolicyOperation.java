package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.authz.RequestContext;
import dev.keyhold.keys.KeyChange;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.kms.PutKeyPolicyRequest;

/// PutKeyPolicy: replaces the key policy. Rights that the old policy gave end when the call returns.
final class PutKeyPolicyOperation extends SingleKeyOperation<PutKeyPolicyRequest, Unit> {

    private final KeyPolicyRules policies;

    PutKeyPolicyOperation(KeyResolver resolver, KeyPolicyRules policies) {
        super(ApiName.kms("PutKeyPolicy"), PutKeyPolicyRequest.class, resolver, KeyForms.OWN_ID_OR_ARN);
        this.policies = policies;
    }

    @Override
    public boolean readOnly() {
        return false;
    }

    @Override
    String keyId(PutKeyPolicyRequest input) {
        return input.keyId();
    }

    @Override
    RequestContext facts(Call call, PutKeyPolicyRequest input, KmsKey key) {
        return lockoutCheck(Boolean.TRUE.equals(input.bypassPolicyLockoutSafetyCheck()));
    }

    @Override
    public Fields requestParameters(PutKeyPolicyRequest input) {
        return new Fields()
                .text("keyId", input.keyId())
                .text("policyName", input.policyName())
                .text("policy", input.policy())
                .flag("bypassPolicyLockoutSafetyCheck", input.bypassPolicyLockoutSafetyCheck());
    }

    /// What conditions can ask about a request that bypasses the check or does not.
    static RequestContext lockoutCheck(boolean bypassed) {
        return RequestFacts.fact("kms:bypasspolicylockoutsafetycheck", bypassed);
    }

    @Override
    public Unit run(Call call, PutKeyPolicyRequest input, KmsKey key) {
        Requests.requireDefaultPolicyName(input.policyName());
        policies.requireAcceptable(
                call, key, input.policy(), Boolean.TRUE.equals(input.bypassPolicyLockoutSafetyCheck()));
        call.change(new KeyChange.UpdateKey(key.withPolicy(input.policy())));
        call.response().text("keyId", key.arn());
        return Unit.UNIT;
    }
}
