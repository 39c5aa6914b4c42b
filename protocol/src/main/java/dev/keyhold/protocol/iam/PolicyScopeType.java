package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.WireName;

/// Whose managed policies. The order is that of the AWS model, which an error lists.
public enum PolicyScopeType {
    @WireName("All")
    ALL,
    AWS,
    @WireName("Local")
    LOCAL
}
