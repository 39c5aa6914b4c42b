package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.MarkerType;
import dev.keyhold.protocol.iam.Shapes.MaxItemsType;
import dev.keyhold.protocol.iam.Shapes.PathPrefixWords;
import dev.keyhold.protocol.iam.Shapes.PolicyPathType;
import org.jspecify.annotations.Nullable;

/// Request of ListPolicies, which lists managed policies.
///
/// @param scope whose policies to list
/// @param onlyAttached whether to list only policies that are attached
/// @param pathPrefix the beginning of the paths to list
/// @param policyUsageFilter whether to list by attachment or by use as a boundary
/// @param marker Marker of the page before
/// @param maxItems the greatest number of entries to answer
public record ListPoliciesRequest(
        @Nullable PolicyScopeType scope,
        @Nullable Boolean onlyAttached,
        @PolicyPathType @PathPrefixWords @Nullable String pathPrefix,
        @Nullable PolicyUsageType policyUsageFilter,
        @MarkerType @Nullable String marker,
        @MaxItemsType @Nullable Integer maxItems) {}
