package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.MarkerType;
import dev.keyhold.protocol.iam.Shapes.MaxItemsType;
import dev.keyhold.protocol.iam.Shapes.PathPrefixWords;
import dev.keyhold.protocol.iam.Shapes.PolicyPathType;
import dev.keyhold.protocol.iam.Shapes.RoleNameType;
import org.jspecify.annotations.Nullable;

/// Request of ListAttachedRolePolicies, which lists the managed policies that are attached to a role.
///
/// @param roleName the name of the role
/// @param pathPrefix the beginning of the paths to list
/// @param marker Marker of the page before
/// @param maxItems the greatest number of entries to answer
public record ListAttachedRolePoliciesRequest(
        @RoleNameType String roleName,
        @PolicyPathType @PathPrefixWords @Nullable String pathPrefix,
        @MarkerType @Nullable String marker,
        @MaxItemsType @Nullable Integer maxItems) {}
