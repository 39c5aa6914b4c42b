package dev.keyhold.protocol.iam;

/// Reply of CreatePolicyVersion.
///
/// @param policyVersion the version
public record CreatePolicyVersionResponse(PolicyVersion policyVersion) {}
