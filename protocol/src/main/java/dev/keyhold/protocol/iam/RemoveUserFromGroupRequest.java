package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ExistingUserNameType;
import dev.keyhold.protocol.iam.Shapes.GroupNameType;

/// Request of RemoveUserFromGroup, which takes a user out of a group.
///
/// @param groupName the name of the group
/// @param userName the name of the user
public record RemoveUserFromGroupRequest(@GroupNameType String groupName, @ExistingUserNameType String userName) {}
