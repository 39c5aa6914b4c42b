package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.GroupNameType;

/// Request of DeleteGroup, which deletes a group that has nothing left.
///
/// @param groupName the name of the group
public record DeleteGroupRequest(@GroupNameType String groupName) {}
