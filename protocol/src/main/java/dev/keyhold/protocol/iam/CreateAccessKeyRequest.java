package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ExistingUserNameType;
import org.jspecify.annotations.Nullable;

/// Request of CreateAccessKey, which makes an access key of a user, or of the caller where none is named.
///
/// @param userName the name of the user
public record CreateAccessKeyRequest(@ExistingUserNameType @Nullable String userName) {}
