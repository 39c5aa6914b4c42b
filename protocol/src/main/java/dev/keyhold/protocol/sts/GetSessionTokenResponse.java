package dev.keyhold.protocol.sts;

/// Reply of GetSessionToken.
///
/// @param credentials the credentials
public record GetSessionTokenResponse(Credentials credentials) {}
