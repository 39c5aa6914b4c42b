package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.WireName;

/// Whether a virtual MFA device has a user. The order is that of the AWS model, which an error lists.
public enum AssignmentStatusType {
    @WireName("Assigned")
    ASSIGNED,
    @WireName("Unassigned")
    UNASSIGNED,
    @WireName("Any")
    ANY
}
