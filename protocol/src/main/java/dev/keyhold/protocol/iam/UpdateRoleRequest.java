package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.RoleDescriptionType;
import dev.keyhold.protocol.iam.Shapes.RoleMaxSessionDurationType;
import dev.keyhold.protocol.iam.Shapes.RoleNameType;
import org.jspecify.annotations.Nullable;

/// Request of UpdateRole, which changes the description and the session duration of a role.
///
/// @param roleName the name of the role
/// @param description free text
/// @param maxSessionDuration the longest session in seconds
public record UpdateRoleRequest(
        @RoleNameType String roleName,
        @RoleDescriptionType @Nullable String description,
        @RoleMaxSessionDurationType @Nullable Integer maxSessionDuration) {}
