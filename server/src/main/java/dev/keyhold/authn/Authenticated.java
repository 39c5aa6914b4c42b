package dev.keyhold.authn;

import dev.keyhold.identity.Caller;

/// A request whose signature is good.
///
/// @param caller who signed
/// @param region the region of the credential scope
public record Authenticated(Caller caller, String region) {}
