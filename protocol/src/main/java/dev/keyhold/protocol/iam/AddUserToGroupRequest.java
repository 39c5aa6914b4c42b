package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ExistingUserNameType;
import dev.keyhold.protocol.iam.Shapes.GroupNameType;

/// Request of AddUserToGroup, which puts a user into a group.
///
/// @param groupName the name of the group
/// @param userName the name of the user
public record AddUserToGroupRequest(@GroupNameType String groupName, @ExistingUserNameType String userName) {}
