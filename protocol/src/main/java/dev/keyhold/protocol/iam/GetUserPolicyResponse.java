package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ExistingUserNameType;
import dev.keyhold.protocol.iam.Shapes.PolicyDocumentType;
import dev.keyhold.protocol.iam.Shapes.PolicyNameType;

/// Reply of GetUserPolicy.
///
/// @param userName the name of the user
/// @param policyName the name of the policy
/// @param policyDocument the policy, JSON, URL-encoded; see [PolicyDocuments]
public record GetUserPolicyResponse(
        @ExistingUserNameType String userName,
        @PolicyNameType String policyName,
        @PolicyDocumentType String policyDocument) {}
