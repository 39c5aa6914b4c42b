package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.WireName;

/// A decision. The order is that of the AWS model, which an error lists.
public enum PolicyEvaluationDecisionType {
    @WireName("allowed")
    ALLOWED,
    @WireName("explicitDeny")
    EXPLICIT_DENY,
    @WireName("implicitDeny")
    IMPLICIT_DENY
}
