package dev.keyhold.protocol.iam;

/// Reply of CreateAccessKey.
///
/// @param accessKey the new key
public record CreateAccessKeyResponse(AccessKey accessKey) {}
