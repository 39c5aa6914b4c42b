package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.IdType;
import dev.keyhold.protocol.iam.Shapes.RoleNameType;

/// A role to which a policy is attached.
///
/// @param roleName the name of the role
/// @param roleId the unique id of the role
public record PolicyRole(@RoleNameType String roleName, @IdType String roleId) {}
