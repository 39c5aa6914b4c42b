package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.GroupNameType;
import dev.keyhold.protocol.iam.Shapes.PolicyNameType;

/// Request of DeleteGroupPolicy, which deletes an inline policy of a group.
///
/// @param groupName the name of the group
/// @param policyName the name of the policy
public record DeleteGroupPolicyRequest(@GroupNameType String groupName, @PolicyNameType String policyName) {}
