package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.keys.KeyChange;
import dev.keyhold.keys.KeyFactory;
import dev.keyhold.keys.KeyMaterial;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.Errors;
import dev.keyhold.protocol.kms.RotateKeyOnDemandRequest;
import dev.keyhold.protocol.kms.RotateKeyOnDemandResponse;
import java.time.Duration;
import java.time.Instant;

/// RotateKeyOnDemand: new material now. What was encrypted before stays decryptable, and nothing of the key that an
/// application sees changes.
final class RotateKeyOnDemandOperation extends SingleKeyOperation<RotateKeyOnDemandRequest, RotateKeyOnDemandResponse> {

    /// AWS's distance to a rotation by schedule.
    private static final Duration NEAR = Duration.ofMinutes(20);

    private final KeyFactory factory;
    private final Quotas quotas;

    RotateKeyOnDemandOperation(KeyResolver resolver, KeyFactory factory, Quotas quotas) {
        super(ApiName.kms("RotateKeyOnDemand"), RotateKeyOnDemandRequest.class, resolver, KeyForms.OWN_ID_OR_ARN);
        this.factory = factory;
        this.quotas = quotas;
    }

    @Override
    public boolean readOnly() {
        return false;
    }

    @Override
    String keyId(RotateKeyOnDemandRequest input) {
        return input.keyId();
    }

    @Override
    public Fields requestParameters(RotateKeyOnDemandRequest input) {
        return new Fields().text("keyId", input.keyId());
    }

    @Override
    public RotateKeyOnDemandResponse run(Call call, RotateKeyOnDemandRequest input, KmsKey key) {
        KeyChecks.usable(key);
        if (key.rotations().onDemand() >= quotas.onDemandRotations()) {
            throw Errors.tooManyRotations(key.arn());
        }
        Instant soon = call.now().plus(NEAR);
        if (key.rotations().schedule().filter(due -> !due.next().isAfter(soon)).isPresent()) {
            throw Errors.rotationIsNear(key.arn());
        }
        KeyMaterial material = factory.nextMaterial(key, KeyMaterial.Rotation.ON_DEMAND, call.now());
        call.change(new KeyChange.RotateKey(key.rotatedOnDemand(material.id()), material));
        call.additional()
                .text("previousKeyMaterialId", key.currentMaterial())
                .text("currentKeyMaterialId", material.id());
        call.response().text("keyId", key.arn());
        return new RotateKeyOnDemandResponse(key.arn().toString());
    }
}
