package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.MarkerType;
import dev.keyhold.protocol.iam.Shapes.MaxItemsType;
import dev.keyhold.protocol.iam.Shapes.RoleNameType;
import org.jspecify.annotations.Nullable;

/// Request of ListRolePolicies, which lists the names of the inline policies of a role.
///
/// @param roleName the name of the role
/// @param marker Marker of the page before
/// @param maxItems the greatest number of entries to answer
public record ListRolePoliciesRequest(
        @RoleNameType String roleName, @MarkerType @Nullable String marker, @MaxItemsType @Nullable Integer maxItems) {}
