package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.GroupNameType;
import dev.keyhold.protocol.iam.Shapes.IdType;

/// A group to which a policy is attached.
///
/// @param groupName the name of the group
/// @param groupId the unique id of the group
public record PolicyGroup(@GroupNameType String groupName, @IdType String groupId) {}
