package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;
import dev.keyhold.protocol.iam.Shapes.RoleNameType;

/// Request of PutRolePermissionsBoundary, which sets the permissions boundary of a role.
///
/// @param roleName the name of the role
/// @param permissionsBoundary the managed policy that bounds the permissions
public record PutRolePermissionsBoundaryRequest(@RoleNameType String roleName, @ArnType String permissionsBoundary) {}
