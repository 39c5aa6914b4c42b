package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;
import dev.keyhold.protocol.iam.Shapes.MarkerType;
import dev.keyhold.protocol.iam.Shapes.MaxItemsType;
import dev.keyhold.protocol.iam.Shapes.PathPrefixWords;
import dev.keyhold.protocol.iam.Shapes.PathType;
import org.jspecify.annotations.Nullable;

/// Request of ListEntitiesForPolicy, which lists the users, groups and roles to which a managed policy is attached.
///
/// @param policyArn the ARN of the managed policy
/// @param entityFilter what kind of entity to list
/// @param pathPrefix the beginning of the paths to list
/// @param policyUsageFilter whether to list by attachment or by use as a boundary
/// @param marker Marker of the page before
/// @param maxItems the greatest number of entries to answer
public record ListEntitiesForPolicyRequest(
        @ArnType String policyArn,
        @Nullable EntityType entityFilter,
        @PathType @PathPrefixWords @Nullable String pathPrefix,
        @Nullable PolicyUsageType policyUsageFilter,
        @MarkerType @Nullable String marker,
        @MaxItemsType @Nullable Integer maxItems) {}
