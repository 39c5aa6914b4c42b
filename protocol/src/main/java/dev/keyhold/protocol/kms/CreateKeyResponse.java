package dev.keyhold.protocol.kms;

/// Reply of CreateKey.
///
/// @param keyMetadata the key
public record CreateKeyResponse(KeyMetadata keyMetadata) {}
