package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.KeyIdType;

/// Request of GetKeyLastUsage.
///
/// @param keyId the key
public record GetKeyLastUsageRequest(@KeyIdType String keyId) {}
