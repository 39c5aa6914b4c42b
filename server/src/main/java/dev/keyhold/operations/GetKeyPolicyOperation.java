package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.kms.GetKeyPolicyRequest;
import dev.keyhold.protocol.kms.GetKeyPolicyResponse;

/// GetKeyPolicy: the policy text, verbatim as it was put.
final class GetKeyPolicyOperation extends SingleKeyOperation<GetKeyPolicyRequest, GetKeyPolicyResponse> {

    GetKeyPolicyOperation(KeyResolver resolver) {
        super(ApiName.kms("GetKeyPolicy"), GetKeyPolicyRequest.class, resolver, KeyForms.OWN_ID_OR_ARN);
    }

    @Override
    public boolean readOnly() {
        return true;
    }

    @Override
    String keyId(GetKeyPolicyRequest input) {
        return input.keyId();
    }

    @Override
    public Fields requestParameters(GetKeyPolicyRequest input) {
        return new Fields().text("keyId", input.keyId()).text("policyName", input.policyName());
    }

    @Override
    public GetKeyPolicyResponse run(Call call, GetKeyPolicyRequest input, KmsKey key) {
        Requests.requireDefaultPolicyName(input.policyName());
        return new GetKeyPolicyResponse(key.policy(), Requests.DEFAULT_POLICY_NAME);
    }
}
