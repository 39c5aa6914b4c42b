package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.RoleNameType;

/// Request of DeleteRole, which deletes a role that has nothing left.
///
/// @param roleName the name of the role
public record DeleteRoleRequest(@RoleNameType String roleName) {}
