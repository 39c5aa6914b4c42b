package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ExistingUserNameType;

/// Request of DeleteUser, which deletes a user who has nothing left.
///
/// @param userName the name of the user
public record DeleteUserRequest(@ExistingUserNameType String userName) {}
