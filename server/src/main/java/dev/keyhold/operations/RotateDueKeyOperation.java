package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.keys.DueKey;
import dev.keyhold.keys.KeyChange;
import dev.keyhold.keys.KeyFactory;
import dev.keyhold.keys.KeyMaterial;
import dev.keyhold.keys.Keys;
import dev.keyhold.keys.KmsKey;
import java.util.List;
import java.util.Optional;

/// What the schedule does with a key whose rotation is due: new material. It is on record as AWS records its own
/// rotations.
final class RotateDueKeyOperation implements Operation<DueKey, Optional<KmsKey>, Unit> {

    private static final ApiName NAME = ApiName.kms("RotateKey");

    private final Keys keys;
    private final KeyFactory factory;

    RotateDueKeyOperation(Keys keys, KeyFactory factory) {
        this.keys = keys;
        this.factory = factory;
    }

    @Override
    public ApiName name() {
        return NAME;
    }

    @Override
    public Class<DueKey> input() {
        return DueKey.class;
    }

    @Override
    public boolean readOnly() {
        return false;
    }

    @Override
    public Fields requestParameters(DueKey due) {
        return Fields.none();
    }

    @Override
    public Optional<KmsKey> resolve(Call call, DueKey due) {
        return DueKeys.stillDue(call, keys, due);
    }

    @Override
    public List<Access> accesses(Call call, DueKey due, Optional<KmsKey> key) {
        return List.of(Access.onAccount(NAME.action()));
    }

    @Override
    public Unit run(Call call, DueKey due, Optional<KmsKey> stillDue) {
        stillDue.ifPresent(key -> {
            KeyMaterial material = factory.nextMaterial(key, KeyMaterial.Rotation.AUTOMATIC, call.now());
            call.change(new KeyChange.RotateKey(key.rotatedBySchedule(material.id(), call.now()), material));
            call.additional()
                    .text("rotationType", material.rotation().orElseThrow())
                    .text("keyOrigin", key.origin())
                    .text("previousKeyMaterialId", key.currentMaterial())
                    .text("currentKeyMaterialId", material.id())
                    .text("keyId", key.id());
        });
        return Unit.UNIT;
    }
}
