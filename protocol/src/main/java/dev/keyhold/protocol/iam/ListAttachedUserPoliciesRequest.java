package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.MarkerType;
import dev.keyhold.protocol.iam.Shapes.MaxItemsType;
import dev.keyhold.protocol.iam.Shapes.PathPrefixWords;
import dev.keyhold.protocol.iam.Shapes.PolicyPathType;
import dev.keyhold.protocol.iam.Shapes.UserNameType;
import org.jspecify.annotations.Nullable;

/// Request of ListAttachedUserPolicies, which lists the managed policies that are attached to a user.
///
/// @param userName the name of the user
/// @param pathPrefix the beginning of the paths to list
/// @param marker Marker of the page before
/// @param maxItems the greatest number of entries to answer
public record ListAttachedUserPoliciesRequest(
        @UserNameType String userName,
        @PolicyPathType @PathPrefixWords @Nullable String pathPrefix,
        @MarkerType @Nullable String marker,
        @MaxItemsType @Nullable Integer maxItems) {}
