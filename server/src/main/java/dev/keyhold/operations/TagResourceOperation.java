package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.authz.RequestContext;
import dev.keyhold.keys.KeyChange;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.kms.TagResourceRequest;

/// TagResource: adds tags, or replaces the values of those that are there.
final class TagResourceOperation extends SingleKeyOperation<TagResourceRequest, Unit> {

    TagResourceOperation(KeyResolver resolver) {
        super(ApiName.kms("TagResource"), TagResourceRequest.class, resolver, KeyForms.OWN_ID_OR_ARN);
    }

    @Override
    public boolean readOnly() {
        return false;
    }

    @Override
    String keyId(TagResourceRequest input) {
        return input.keyId();
    }

    @Override
    RequestContext facts(Call call, TagResourceRequest input, KmsKey key) {
        return RequestFacts.tags(Tags.forRecord(input.tags()));
    }

    @Override
    public Fields requestParameters(TagResourceRequest input) {
        return new Fields().text("keyId", input.keyId()).texts("tags", Tags.forRecord(input.tags()));
    }

    @Override
    public Unit run(Call call, TagResourceRequest input, KmsKey key) {
        KeyChecks.notPendingDeletion(key);
        call.change(new KeyChange.UpdateKey(key.withTags(Tags.added(key.tags(), input.tags()))));
        call.response().text("keyId", key.arn());
        return Unit.UNIT;
    }
}
