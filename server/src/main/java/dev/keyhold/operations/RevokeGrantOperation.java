package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.authz.RequestContext;
import dev.keyhold.keys.GrantChange;
import dev.keyhold.keys.GrantStore;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.Errors;
import dev.keyhold.protocol.kms.RevokeGrantRequest;

/// RevokeGrant: an administrator of the key takes a grant away. Once it has answered, nothing is allowed by it.
final class RevokeGrantOperation extends SingleKeyOperation<RevokeGrantRequest, Unit> {

    private final GrantStore store;

    RevokeGrantOperation(KeyResolver resolver, GrantStore store) {
        super(ApiName.kms("RevokeGrant"), RevokeGrantRequest.class, resolver, KeyForms.ID_OR_ARN);
        this.store = store;
    }

    @Override
    public boolean readOnly() {
        return false;
    }

    @Override
    String keyId(RevokeGrantRequest input) {
        return input.keyId();
    }

    @Override
    RequestContext facts(Call call, RevokeGrantRequest input, KmsKey key) {
        return RequestFacts.notForAnAwsResource();
    }

    @Override
    public Fields requestParameters(RevokeGrantRequest input) {
        return new Fields().text("keyId", input.keyId()).text("grantId", input.grantId());
    }

    @Override
    public Unit run(Call call, RevokeGrantRequest input, KmsKey key) {
        String id = GrantRules.id(input.grantId());
        GrantChange revocation =
                store.grant(key.account(), key.region(), key.id(), id)
                        .map(GrantChange.DeleteGrant::new)
                        .orElseThrow(() -> Errors.grantNotFound(id));
        Requests.endDryRun(input.dryRun());
        call.change(revocation);
        call.response().text("keyId", key.arn());
        return Unit.UNIT;
    }
}
