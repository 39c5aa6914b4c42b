package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.UserNameType;

/// Request of DeleteUserPermissionsBoundary, which takes the permissions boundary from a user.
///
/// @param userName the name of the user
public record DeleteUserPermissionsBoundaryRequest(@UserNameType String userName) {}
