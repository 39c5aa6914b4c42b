package dev.keyhold.operations;

import dev.keyhold.keys.KeyChange;
import dev.keyhold.keys.KeyFactory;
import dev.keyhold.keys.KeyMaterial;
import dev.keyhold.keys.Keys;
import dev.keyhold.keys.KmsKey;

/// What the schedule does with a key whose rotation is due: new material. It is on record as AWS records its own
/// rotations.
final class RotateDueKeyOperation extends DueOperation {

    private final KeyFactory factory;

    RotateDueKeyOperation(Keys keys, KeyFactory factory) {
        super(ApiName.kms("RotateKey"), keys);
        this.factory = factory;
    }

    @Override
    void act(Call call, KmsKey key) {
        KeyMaterial material = factory.nextMaterial(key, KeyMaterial.Rotation.AUTOMATIC, call.now());
        call.change(new KeyChange.RotateKey(key.rotatedBySchedule(material.id(), call.now()), material));
        call.additional()
                .text("rotationType", material.rotation().orElseThrow())
                .text("keyOrigin", key.origin())
                .text("previousKeyMaterialId", key.currentMaterial())
                .text("currentKeyMaterialId", material.id())
                .text("keyId", key.id());
    }
}
