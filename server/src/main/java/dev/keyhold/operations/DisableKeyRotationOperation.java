package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.keys.KeyChange;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.kms.DisableKeyRotationRequest;
import java.util.Optional;

/// DisableKeyRotation: no more rotation by schedule. The materials that the key has had stay.
final class DisableKeyRotationOperation extends SingleKeyOperation<DisableKeyRotationRequest, Unit> {

    DisableKeyRotationOperation(KeyResolver resolver) {
        super(ApiName.kms("DisableKeyRotation"), DisableKeyRotationRequest.class, resolver, KeyForms.OWN_ID_OR_ARN);
    }

    @Override
    public boolean readOnly() {
        return false;
    }

    @Override
    String keyId(DisableKeyRotationRequest input) {
        return input.keyId();
    }

    @Override
    public Fields requestParameters(DisableKeyRotationRequest input) {
        return new Fields().text("keyId", input.keyId());
    }

    @Override
    public Unit run(Call call, DisableKeyRotationRequest input, KmsKey key) {
        KeyChecks.usable(key);
        if (key.rotations().schedule().isPresent()) {
            call.change(new KeyChange.UpdateKey(key.withSchedule(Optional.empty())));
        }
        call.response().text("keyId", key.arn());
        return Unit.UNIT;
    }
}
