package dev.keyhold.protocol.iam;

/// Reply of CreatePolicy.
///
/// @param policy the policy
public record CreatePolicyResponse(Policy policy) {}
