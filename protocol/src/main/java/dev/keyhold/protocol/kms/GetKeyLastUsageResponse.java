package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.KeyIdType;
import java.time.Instant;

/// Reply of GetKeyLastUsage.
///
/// @param keyId the key's id
/// @param keyLastUsage the last use, without any member if there was none
/// @param trackingStartDate since when uses are counted
/// @param keyCreationDate when the key was made
public record GetKeyLastUsageResponse(
        @KeyIdType String keyId, KeyLastUsageData keyLastUsage, Instant trackingStartDate, Instant keyCreationDate) {}
