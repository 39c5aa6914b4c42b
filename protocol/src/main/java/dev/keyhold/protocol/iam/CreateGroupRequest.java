package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.GroupNameType;
import dev.keyhold.protocol.iam.Shapes.PathType;
import dev.keyhold.protocol.iam.Shapes.PathWords;
import org.jspecify.annotations.Nullable;

/// Request of CreateGroup, which makes a group.
///
/// @param path the path, which begins and ends with a slash
/// @param groupName the name of the group
public record CreateGroupRequest(@PathType @PathWords @Nullable String path, @GroupNameType String groupName) {}
