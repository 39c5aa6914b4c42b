package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.KeyIdType;
import dev.keyhold.protocol.kms.Shapes.PendingWindowInDaysType;
import java.time.Instant;

/// Reply of ScheduleKeyDeletion.
///
/// @param keyId the key's ARN
/// @param deletionDate when the key is deleted
/// @param keyState the state that the key is in now
/// @param pendingWindowInDays the waiting period in days
public record ScheduleKeyDeletionResponse(
        @KeyIdType String keyId,
        Instant deletionDate,
        KeyState keyState,
        @PendingWindowInDaysType Integer pendingWindowInDays) {}
