package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.KeyIdType;

/// Request of DisableKeyRotation, which ends the rotation by schedule. The reply has an empty body.
///
/// @param keyId the key
public record DisableKeyRotationRequest(@KeyIdType String keyId) {}
