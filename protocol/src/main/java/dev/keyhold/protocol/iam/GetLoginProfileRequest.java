package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.UserNameType;
import org.jspecify.annotations.Nullable;

/// Request of GetLoginProfile, which describes the console password of a user.
///
/// @param userName the name of the user
public record GetLoginProfileRequest(@UserNameType @Nullable String userName) {}
