package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.GroupNameType;
import dev.keyhold.protocol.iam.Shapes.MarkerType;
import dev.keyhold.protocol.iam.Shapes.MaxItemsType;
import dev.keyhold.protocol.iam.Shapes.PathPrefixWords;
import dev.keyhold.protocol.iam.Shapes.PolicyPathType;
import org.jspecify.annotations.Nullable;

/// Request of ListAttachedGroupPolicies, which lists the managed policies that are attached to a group.
///
/// @param groupName the name of the group
/// @param pathPrefix the beginning of the paths to list
/// @param marker Marker of the page before
/// @param maxItems the greatest number of entries to answer
public record ListAttachedGroupPoliciesRequest(
        @GroupNameType String groupName,
        @PolicyPathType @PathPrefixWords @Nullable String pathPrefix,
        @MarkerType @Nullable String marker,
        @MaxItemsType @Nullable Integer maxItems) {}
