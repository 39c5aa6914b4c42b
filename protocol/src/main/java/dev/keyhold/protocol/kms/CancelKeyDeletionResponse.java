package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.KeyIdType;

/// Reply of CancelKeyDeletion.
///
/// @param keyId the key's ARN
public record CancelKeyDeletionResponse(@KeyIdType String keyId) {}
