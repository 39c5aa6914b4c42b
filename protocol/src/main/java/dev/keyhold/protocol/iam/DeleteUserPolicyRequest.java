package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ExistingUserNameType;
import dev.keyhold.protocol.iam.Shapes.PolicyNameType;

/// Request of DeleteUserPolicy, which deletes an inline policy of a user.
///
/// @param userName the name of the user
/// @param policyName the name of the policy
public record DeleteUserPolicyRequest(@ExistingUserNameType String userName, @PolicyNameType String policyName) {}
