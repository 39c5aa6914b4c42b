package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;

/// The permissions boundary of a user or role.
///
/// @param permissionsBoundaryType what the boundary is
/// @param permissionsBoundaryArn the managed policy that is the boundary
public record AttachedPermissionsBoundary(
        PermissionsBoundaryAttachmentType permissionsBoundaryType, @ArnType String permissionsBoundaryArn) {}
