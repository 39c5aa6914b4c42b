package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.GroupNameType;
import dev.keyhold.protocol.iam.Shapes.PolicyDocumentType;
import dev.keyhold.protocol.iam.Shapes.PolicyNameType;

/// Reply of GetGroupPolicy.
///
/// @param groupName the name of the group
/// @param policyName the name of the policy
/// @param policyDocument the policy, JSON, URL-encoded; see [PolicyDocuments]
public record GetGroupPolicyResponse(
        @GroupNameType String groupName,
        @PolicyNameType String policyName,
        @PolicyDocumentType String policyDocument) {}
