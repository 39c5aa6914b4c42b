package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.WireName;

/// Whether an access key can be used. `Expired` belongs to service-specific credentials; no access key has it. The
/// order is that of the AWS model, which an error lists.
public enum StatusType {
    @WireName("Active")
    ACTIVE,
    @WireName("Inactive")
    INACTIVE,
    @WireName("Expired")
    EXPIRED
}
