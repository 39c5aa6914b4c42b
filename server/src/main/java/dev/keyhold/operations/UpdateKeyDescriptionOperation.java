package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.keys.KeyChange;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.kms.UpdateKeyDescriptionRequest;

/// UpdateKeyDescription: another description.
final class UpdateKeyDescriptionOperation extends SingleKeyOperation<UpdateKeyDescriptionRequest, Unit> {

    UpdateKeyDescriptionOperation(KeyResolver resolver) {
        super(ApiName.kms("UpdateKeyDescription"), UpdateKeyDescriptionRequest.class, resolver, KeyForms.OWN_ID_OR_ARN);
    }

    @Override
    public boolean readOnly() {
        return false;
    }

    @Override
    String keyId(UpdateKeyDescriptionRequest input) {
        return input.keyId();
    }

    @Override
    public Fields requestParameters(UpdateKeyDescriptionRequest input) {
        return new Fields().text("keyId", input.keyId()).text("description", input.description());
    }

    @Override
    public Unit run(Call call, UpdateKeyDescriptionRequest input, KmsKey key) {
        KeyChecks.notPendingDeletion(key);
        String description = Requests.storableText(input.description(), "Description");
        call.change(new KeyChange.UpdateKey(key.withDescription(description)));
        call.response().text("keyId", key.arn());
        return Unit.UNIT;
    }
}
