package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.SecretText;
import dev.keyhold.protocol.iam.Shapes.PasswordType;

/// Request of ChangePassword, which lets a user change the own console password.
///
/// @param oldPassword the password as it is
/// @param newPassword the password as it shall be
public record ChangePasswordRequest(@PasswordType SecretText oldPassword, @PasswordType SecretText newPassword) {}
