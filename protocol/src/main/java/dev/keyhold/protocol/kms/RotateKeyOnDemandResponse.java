package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.KeyIdType;

/// Reply of RotateKeyOnDemand.
///
/// @param keyId the key's ARN
public record RotateKeyOnDemandResponse(@KeyIdType String keyId) {}
