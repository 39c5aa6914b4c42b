package dev.keyhold.protocol.iam;

/// Reply of CreateUser.
///
/// @param user the user
public record CreateUserResponse(User user) {}
