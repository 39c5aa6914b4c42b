package dev.keyhold.protocol.iam;

/// Reply of GetPolicyVersion.
///
/// @param policyVersion the version
public record GetPolicyVersionResponse(PolicyVersion policyVersion) {}
