package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ExistingUserNameType;
import dev.keyhold.protocol.iam.Shapes.PathType;
import dev.keyhold.protocol.iam.Shapes.PathWords;
import dev.keyhold.protocol.iam.Shapes.UserNameType;
import org.jspecify.annotations.Nullable;

/// Request of UpdateUser, which renames or moves a user.
///
/// @param userName the name of the user
/// @param newPath the new path
/// @param newUserName the new name
public record UpdateUserRequest(
        @ExistingUserNameType String userName,
        @PathType @PathWords @Nullable String newPath,
        @UserNameType @Nullable String newUserName) {}
