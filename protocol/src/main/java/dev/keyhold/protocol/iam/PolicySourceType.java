package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.WireName;

/// Where a policy comes from. The order is that of the AWS model, which an error lists.
public enum PolicySourceType {
    @WireName("user")
    USER,
    @WireName("group")
    GROUP,
    @WireName("role")
    ROLE,
    @WireName("aws-managed")
    AWS_MANAGED,
    @WireName("user-managed")
    USER_MANAGED,
    @WireName("resource")
    RESOURCE,
    @WireName("none")
    NONE
}
