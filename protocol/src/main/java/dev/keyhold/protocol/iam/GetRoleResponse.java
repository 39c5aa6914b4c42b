package dev.keyhold.protocol.iam;

/// Reply of GetRole.
///
/// @param role the role
public record GetRoleResponse(Role role) {}
