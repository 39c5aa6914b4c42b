package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;

/// Request of GetPolicy, which describes a managed policy.
///
/// @param policyArn the ARN of the managed policy
public record GetPolicyRequest(@ArnType String policyArn) {}
