package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.WireName;

/// What can be a permissions boundary. The order is that of the AWS model, which an error lists.
public enum PermissionsBoundaryAttachmentType {
    @WireName("PermissionsBoundaryPolicy")
    PERMISSIONS_BOUNDARY_POLICY
}
