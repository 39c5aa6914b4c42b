package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.KeyIdType;
import dev.keyhold.protocol.kms.Shapes.RotationPeriodInDaysType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Reply of GetKeyRotationStatus.
///
/// @param keyRotationEnabled whether the key is rotated by schedule
/// @param keyId the key's id
/// @param rotationPeriodInDays days between two rotations, only if rotated by schedule
/// @param nextRotationDate when the next one is due, only if rotated by schedule
/// @param onDemandRotationStartDate when a rotation on demand began that is still under way
public record GetKeyRotationStatusResponse(
        Boolean keyRotationEnabled,
        @KeyIdType @Nullable String keyId,
        @RotationPeriodInDaysType @Nullable Integer rotationPeriodInDays,
        @Nullable Instant nextRotationDate,
        @Nullable Instant onDemandRotationStartDate) {}
