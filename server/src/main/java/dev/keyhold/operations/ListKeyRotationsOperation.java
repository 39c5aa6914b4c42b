package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.keys.KeyMaterial;
import dev.keyhold.keys.KeyStore;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.kms.IncludeKeyMaterial;
import dev.keyhold.protocol.kms.KeyMaterialState;
import dev.keyhold.protocol.kms.ListKeyRotationsRequest;
import dev.keyhold.protocol.kms.ListKeyRotationsResponse;
import dev.keyhold.protocol.kms.RotationType;
import dev.keyhold.protocol.kms.RotationsListEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// ListKeyRotations: completed rotations, oldest first, or all materials of the key.
final class ListKeyRotationsOperation extends SingleKeyOperation<ListKeyRotationsRequest, ListKeyRotationsResponse> {

    private static final int DEFAULT_LIMIT = 100;

    private final KeyStore store;

    ListKeyRotationsOperation(KeyResolver resolver, KeyStore store) {
        super(ApiName.kms("ListKeyRotations"), ListKeyRotationsRequest.class, resolver, KeyForms.OWN_ID_OR_ARN);
        this.store = store;
    }

    @Override
    public boolean readOnly() {
        return true;
    }

    @Override
    String keyId(ListKeyRotationsRequest input) {
        return input.keyId();
    }

    @Override
    public Fields requestParameters(ListKeyRotationsRequest input) {
        return new Fields()
                .text("keyId", input.keyId())
                .text("includeKeyMaterial", input.includeKeyMaterial())
                .number("limit", input.limit())
                .text("marker", input.marker());
    }

    @Override
    public ListKeyRotationsResponse run(Call call, ListKeyRotationsRequest input, KmsKey key) {
        boolean all = input.includeKeyMaterial() == IncludeKeyMaterial.ALL_KEY_MATERIAL;
        Pages.Page<KeyMaterial> page =
                Pages.page(
                        name().operation() + "/" + key.id() + (all ? "/all" : ""),
                        input.marker(),
                        Pages.limit(input.limit(), DEFAULT_LIMIT),
                        all ? "-1" : "0",
                        (after, count) -> store.materials(key.region(), key.id(), Pages.number(after), count),
                        material -> Integer.toString(material.sequence()));
        return new ListKeyRotationsResponse(
                page.map(material -> entry(key, material, all)), page.nextMarker(), page.truncated());
    }

    private static RotationsListEntry entry(KmsKey key, KeyMaterial material, boolean all) {
        @Nullable KeyMaterialState state = null;
        if (all) {
            state =
                    material.id().equals(key.currentMaterial())
                            ? KeyMaterialState.CURRENT
                            : KeyMaterialState.NON_CURRENT;
        }
        @Nullable Instant date = material.rotation().isPresent() ? material.created() : null;
        @Nullable RotationType type = material.rotation().map(ListKeyRotationsOperation::type).orElse(null);
        return new RotationsListEntry(key.id().toString(), material.id(), null, null, state, null, null, date, type);
    }

    private static RotationType type(KeyMaterial.Rotation rotation) {
        return switch (rotation) {
            case AUTOMATIC -> RotationType.AUTOMATIC;
            case ON_DEMAND -> RotationType.ON_DEMAND;
        };
    }
}
