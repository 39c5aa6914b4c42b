package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.RoleNameType;

/// Request of DeleteRolePermissionsBoundary, which takes the permissions boundary from a role.
///
/// @param roleName the name of the role
public record DeleteRolePermissionsBoundaryRequest(@RoleNameType String roleName) {}
