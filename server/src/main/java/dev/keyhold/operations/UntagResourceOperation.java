package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.authz.RequestContext;
import dev.keyhold.keys.KeyChange;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.kms.UntagResourceRequest;

/// UntagResource: takes tags away. Names that the key does not have are ignored.
final class UntagResourceOperation extends SingleKeyOperation<UntagResourceRequest, Unit> {

    UntagResourceOperation(KeyResolver resolver) {
        super(ApiName.kms("UntagResource"), UntagResourceRequest.class, resolver, KeyForms.OWN_ID_OR_ARN);
    }

    @Override
    public boolean readOnly() {
        return false;
    }

    @Override
    String keyId(UntagResourceRequest input) {
        return input.keyId();
    }

    @Override
    RequestContext facts(Call call, UntagResourceRequest input, KmsKey key) {
        return RequestFacts.tagKeys(input.tagKeys());
    }

    @Override
    public Fields requestParameters(UntagResourceRequest input) {
        return new Fields().text("keyId", input.keyId()).text("tagKeys", String.join(",", input.tagKeys()));
    }

    @Override
    public Unit run(Call call, UntagResourceRequest input, KmsKey key) {
        KeyChecks.notPendingDeletion(key);
        call.change(new KeyChange.UpdateKey(key.withTags(Tags.removed(key.tags(), input.tagKeys()))));
        call.response().text("keyId", key.arn());
        return Unit.UNIT;
    }
}
