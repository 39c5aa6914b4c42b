package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.GroupNameType;
import dev.keyhold.protocol.iam.Shapes.PathType;
import dev.keyhold.protocol.iam.Shapes.PathWords;
import org.jspecify.annotations.Nullable;

/// Request of UpdateGroup, which renames or moves a group.
///
/// @param groupName the name of the group
/// @param newPath the new path
/// @param newGroupName the new name
public record UpdateGroupRequest(
        @GroupNameType String groupName,
        @PathType @PathWords @Nullable String newPath,
        @GroupNameType @Nullable String newGroupName) {}
