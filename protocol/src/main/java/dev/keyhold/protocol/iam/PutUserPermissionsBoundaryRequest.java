package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;
import dev.keyhold.protocol.iam.Shapes.UserNameType;

/// Request of PutUserPermissionsBoundary, which sets the permissions boundary of a user.
///
/// @param userName the name of the user
/// @param permissionsBoundary the managed policy that bounds the permissions
public record PutUserPermissionsBoundaryRequest(@UserNameType String userName, @ArnType String permissionsBoundary) {}
