package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;
import dev.keyhold.protocol.iam.Shapes.GroupNameType;

/// Request of DetachGroupPolicy, which detaches a managed policy from a group.
///
/// @param groupName the name of the group
/// @param policyArn the ARN of the managed policy
public record DetachGroupPolicyRequest(@GroupNameType String groupName, @ArnType String policyArn) {}
