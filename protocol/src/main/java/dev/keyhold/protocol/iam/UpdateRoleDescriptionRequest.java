package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.RoleDescriptionType;
import dev.keyhold.protocol.iam.Shapes.RoleNameType;

/// Request of UpdateRoleDescription, which changes the description of a role.
///
/// @param roleName the name of the role
/// @param description free text
public record UpdateRoleDescriptionRequest(@RoleNameType String roleName, @RoleDescriptionType String description) {}
