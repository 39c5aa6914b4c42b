package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;
import dev.keyhold.protocol.iam.Shapes.GroupNameType;

/// Request of AttachGroupPolicy, which attaches a managed policy to a group.
///
/// @param groupName the name of the group
/// @param policyArn the ARN of the managed policy
public record AttachGroupPolicyRequest(@GroupNameType String groupName, @ArnType String policyArn) {}
