package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.KeyIdType;
import dev.keyhold.protocol.kms.Shapes.PendingWindowInDaysType;
import org.jspecify.annotations.Nullable;

/// Request of ScheduleKeyDeletion, which deletes a key after a waiting period.
///
/// @param keyId the key
/// @param pendingWindowInDays days until the deletion; 30 if absent
public record ScheduleKeyDeletionRequest(
        @KeyIdType String keyId, @PendingWindowInDaysType @Nullable Integer pendingWindowInDays) {}
