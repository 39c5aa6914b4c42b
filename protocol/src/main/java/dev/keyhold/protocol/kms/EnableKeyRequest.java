package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.KeyIdType;

/// Request of EnableKey, which makes a key usable. The reply has an empty body.
///
/// @param keyId the key
public record EnableKeyRequest(@KeyIdType String keyId) {}
