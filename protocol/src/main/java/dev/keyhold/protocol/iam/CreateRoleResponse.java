package dev.keyhold.protocol.iam;

/// Reply of CreateRole.
///
/// @param role the role
public record CreateRoleResponse(Role role) {}
