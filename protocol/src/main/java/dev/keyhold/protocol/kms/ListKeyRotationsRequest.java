package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.KeyIdType;
import dev.keyhold.protocol.kms.Shapes.LimitType;
import dev.keyhold.protocol.kms.Shapes.MarkerType;
import org.jspecify.annotations.Nullable;

/// Request of ListKeyRotations, which lists the rotations of a key.
///
/// @param keyId the key
/// @param includeKeyMaterial whether material without a rotation is listed too
/// @param limit the greatest number of entries to answer
/// @param marker NextMarker of the page before
public record ListKeyRotationsRequest(
        @KeyIdType String keyId,
        @Nullable IncludeKeyMaterial includeKeyMaterial,
        @LimitType @Nullable Integer limit,
        @MarkerType @Nullable String marker) {}
