package dev.keyhold.protocol.iam;

/// Reply of GetPolicy.
///
/// @param policy the policy
public record GetPolicyResponse(Policy policy) {}
