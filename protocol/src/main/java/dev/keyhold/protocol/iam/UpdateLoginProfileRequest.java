package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.SecretText;
import dev.keyhold.protocol.iam.Shapes.PasswordType;
import dev.keyhold.protocol.iam.Shapes.UserNameType;
import org.jspecify.annotations.Nullable;

/// Request of UpdateLoginProfile, which changes the console password of a user.
///
/// @param userName the name of the user
/// @param password the password
/// @param passwordResetRequired whether the user must change it at the next sign-in
public record UpdateLoginProfileRequest(
        @UserNameType String userName,
        @PasswordType @Nullable SecretText password,
        @Nullable Boolean passwordResetRequired) {}
