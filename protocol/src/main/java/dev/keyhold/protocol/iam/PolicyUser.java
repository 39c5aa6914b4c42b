package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.IdType;
import dev.keyhold.protocol.iam.Shapes.UserNameType;

/// A user to whom a policy is attached.
///
/// @param userName the name of the user
/// @param userId the unique id of the user
public record PolicyUser(@UserNameType String userName, @IdType String userId) {}
