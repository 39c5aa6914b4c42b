package dev.keyhold.protocol.iam;

/// Reply of UpdateRoleDescription.
///
/// @param role the role
public record UpdateRoleDescriptionResponse(Role role) {}
