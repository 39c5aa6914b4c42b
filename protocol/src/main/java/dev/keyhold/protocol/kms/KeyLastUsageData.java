package dev.keyhold.protocol.kms;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The last successful cryptographic operation with a key; without any member if there was none.
///
/// @param operation what was done
/// @param timestamp when
/// @param cloudTrailEventId the id of its audit record
/// @param kmsRequestId the id of the request
public record KeyLastUsageData(
        @Nullable KeyLastUsageTrackingOperation operation,
        @Nullable Instant timestamp,
        @Nullable String cloudTrailEventId,
        @Nullable String kmsRequestId) {}
