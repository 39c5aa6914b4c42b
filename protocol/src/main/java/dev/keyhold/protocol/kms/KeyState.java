package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.WireName;

/// The state of a key. The order is that of the AWS model, which an error lists.
public enum KeyState {
    @WireName("Creating")
    CREATING,
    @WireName("Enabled")
    ENABLED,
    @WireName("Disabled")
    DISABLED,
    @WireName("PendingDeletion")
    PENDING_DELETION,
    @WireName("PendingImport")
    PENDING_IMPORT,
    @WireName("PendingReplicaDeletion")
    PENDING_REPLICA_DELETION,
    @WireName("Unavailable")
    UNAVAILABLE,
    @WireName("Updating")
    UPDATING
}
