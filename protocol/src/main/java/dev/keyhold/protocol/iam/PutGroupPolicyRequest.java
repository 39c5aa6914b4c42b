package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.GroupNameType;
import dev.keyhold.protocol.iam.Shapes.PolicyDocumentType;
import dev.keyhold.protocol.iam.Shapes.PolicyNameType;

/// Request of PutGroupPolicy, which puts an inline policy into a group, replacing one of the same name.
///
/// @param groupName the name of the group
/// @param policyName the name of the policy
/// @param policyDocument the policy, JSON
public record PutGroupPolicyRequest(
        @GroupNameType String groupName,
        @PolicyNameType String policyName,
        @PolicyDocumentType String policyDocument) {}
