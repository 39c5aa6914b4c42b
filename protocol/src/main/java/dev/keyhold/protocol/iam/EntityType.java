package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.WireName;

/// A kind of entity. The order is that of the AWS model, which an error lists.
public enum EntityType {
    @WireName("User")
    USER,
    @WireName("Role")
    ROLE,
    @WireName("Group")
    GROUP,
    @WireName("LocalManagedPolicy")
    LOCAL_MANAGED_POLICY,
    @WireName("AWSManagedPolicy")
    AWS_MANAGED_POLICY
}
