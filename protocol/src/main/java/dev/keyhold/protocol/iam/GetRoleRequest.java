package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.RoleNameType;

/// Request of GetRole, which describes a role.
///
/// @param roleName the name of the role
public record GetRoleRequest(@RoleNameType String roleName) {}
