package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.KeyIdType;

/// Request of CancelKeyDeletion, which keeps a key that waits for its deletion.
///
/// @param keyId the key
public record CancelKeyDeletionRequest(@KeyIdType String keyId) {}
