package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.UserNameType;
import java.time.Instant;

/// The console password of a user, without the password.
///
/// @param userName the name of the user
/// @param createDate when it was made
/// @param passwordResetRequired whether the user must change it at the next sign-in
public record LoginProfile(@UserNameType String userName, Instant createDate, Boolean passwordResetRequired) {}
