package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.GroupNameType;
import dev.keyhold.protocol.iam.Shapes.MarkerType;
import dev.keyhold.protocol.iam.Shapes.MaxItemsType;
import org.jspecify.annotations.Nullable;

/// Request of GetGroup, which describes a group and lists its users.
///
/// @param groupName the name of the group
/// @param marker Marker of the page before
/// @param maxItems the greatest number of entries to answer
public record GetGroupRequest(
        @GroupNameType String groupName,
        @MarkerType @Nullable String marker,
        @MaxItemsType @Nullable Integer maxItems) {}
