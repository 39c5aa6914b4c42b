package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.KeyIdType;

/// Request of GetKeyRotationStatus.
///
/// @param keyId the key
public record GetKeyRotationStatusRequest(@KeyIdType String keyId) {}
