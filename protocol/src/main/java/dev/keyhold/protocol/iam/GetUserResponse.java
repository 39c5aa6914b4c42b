package dev.keyhold.protocol.iam;

/// Reply of GetUser.
///
/// @param user the user
public record GetUserResponse(User user) {}
