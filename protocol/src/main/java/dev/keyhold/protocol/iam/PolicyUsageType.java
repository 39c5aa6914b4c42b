package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.WireName;

/// What a managed policy is used for. The order is that of the AWS model, which an error lists.
public enum PolicyUsageType {
    @WireName("PermissionsPolicy")
    PERMISSIONS_POLICY,
    @WireName("PermissionsBoundary")
    PERMISSIONS_BOUNDARY
}
