package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.BackingKeyIdType;
import dev.keyhold.protocol.kms.Shapes.KeyIdType;
import dev.keyhold.protocol.kms.Shapes.KeyMaterialDescriptionType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One rotation of ListKeyRotations.
///
/// @param keyId the key's id
/// @param keyMaterialId the material that was used
/// @param keyMaterialDescription free text given with an import
/// @param importState whether imported material is there
/// @param keyMaterialState whether the material encrypts now
/// @param expirationModel whether the imported material expires
/// @param validTo when the imported material expires
/// @param rotationDate when the rotation was done
/// @param rotationType what started the rotation
public record RotationsListEntry(
        @KeyIdType String keyId,
        @BackingKeyIdType @Nullable String keyMaterialId,
        @KeyMaterialDescriptionType @Nullable String keyMaterialDescription,
        @Nullable ImportState importState,
        @Nullable KeyMaterialState keyMaterialState,
        @Nullable ExpirationModelType expirationModel,
        @Nullable Instant validTo,
        @Nullable Instant rotationDate,
        @Nullable RotationType rotationType) {}
