package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.KeyIdType;

/// Request of DisableKey, which makes a key unusable for a time. The reply has an empty body.
///
/// @param keyId the key
public record DisableKeyRequest(@KeyIdType String keyId) {}
