package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;

/// Request of DeletePolicy, which deletes a managed policy that is attached to nothing.
///
/// @param policyArn the ARN of the managed policy
public record DeletePolicyRequest(@ArnType String policyArn) {}
