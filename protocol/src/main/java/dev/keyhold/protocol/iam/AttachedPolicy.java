package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;
import dev.keyhold.protocol.iam.Shapes.PolicyNameType;

/// A managed policy as it is attached to something.
///
/// @param policyName the name of the policy
/// @param policyArn the ARN of the managed policy
public record AttachedPolicy(@PolicyNameType String policyName, @ArnType String policyArn) {}
