package dev.keyhold.protocol.kms;

/// Reply of DescribeKey.
///
/// @param keyMetadata the key
public record DescribeKeyResponse(KeyMetadata keyMetadata) {}
