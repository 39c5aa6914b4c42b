package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.KeyIdType;
import dev.keyhold.protocol.kms.Shapes.RotationPeriodInDaysType;
import org.jspecify.annotations.Nullable;

/// Request of EnableKeyRotation, which rotates a key by schedule. The reply has an empty body.
///
/// @param keyId the key
/// @param rotationPeriodInDays days between two rotations; 365 if absent
public record EnableKeyRotationRequest(
        @KeyIdType String keyId, @RotationPeriodInDaysType @Nullable Integer rotationPeriodInDays) {}
