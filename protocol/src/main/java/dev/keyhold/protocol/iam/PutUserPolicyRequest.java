package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ExistingUserNameType;
import dev.keyhold.protocol.iam.Shapes.PolicyDocumentType;
import dev.keyhold.protocol.iam.Shapes.PolicyNameType;

/// Request of PutUserPolicy, which puts an inline policy into a user, replacing one of the same name.
///
/// @param userName the name of the user
/// @param policyName the name of the policy
/// @param policyDocument the policy, JSON
public record PutUserPolicyRequest(
        @ExistingUserNameType String userName,
        @PolicyNameType String policyName,
        @PolicyDocumentType String policyDocument) {}
