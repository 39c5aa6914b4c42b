package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.KeyIdType;

/// Request of RotateKeyOnDemand, which gives a key new material at once.
///
/// @param keyId the key
public record RotateKeyOnDemandRequest(@KeyIdType String keyId) {}
