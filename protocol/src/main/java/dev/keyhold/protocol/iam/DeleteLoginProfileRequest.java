package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.UserNameType;
import org.jspecify.annotations.Nullable;

/// Request of DeleteLoginProfile, which takes the console password from a user.
///
/// @param userName the name of the user
public record DeleteLoginProfileRequest(@UserNameType @Nullable String userName) {}
