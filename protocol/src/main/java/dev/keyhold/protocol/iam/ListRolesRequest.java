package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.MarkerType;
import dev.keyhold.protocol.iam.Shapes.MaxItemsType;
import dev.keyhold.protocol.iam.Shapes.PathPrefixType;
import dev.keyhold.protocol.iam.Shapes.PathPrefixWords;
import org.jspecify.annotations.Nullable;

/// Request of ListRoles, which lists the roles of the account.
///
/// @param pathPrefix the beginning of the paths to list
/// @param marker Marker of the page before
/// @param maxItems the greatest number of entries to answer
public record ListRolesRequest(
        @PathPrefixType @PathPrefixWords @Nullable String pathPrefix,
        @MarkerType @Nullable String marker,
        @MaxItemsType @Nullable Integer maxItems) {}
