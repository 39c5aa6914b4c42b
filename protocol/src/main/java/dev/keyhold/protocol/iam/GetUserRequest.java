package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ExistingUserNameType;
import org.jspecify.annotations.Nullable;

/// Request of GetUser, which describes a user, or the caller where none is named.
///
/// @param userName the name of the user
public record GetUserRequest(@ExistingUserNameType @Nullable String userName) {}
