package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.WireName;

/// What can be a permissions boundary. The AWS model calls it `PermissionsBoundaryPolicy`; IAM answers `Policy`, as its
/// API reference says of [AttachedPermissionsBoundary] and the examples of the AWS CLI show.
public enum PermissionsBoundaryAttachmentType {
    @WireName("Policy")
    PERMISSIONS_BOUNDARY_POLICY
}
