package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ExistingUserNameType;
import dev.keyhold.protocol.iam.Shapes.PolicyNameType;

/// Request of GetUserPolicy, which answers an inline policy of a user.
///
/// @param userName the name of the user
/// @param policyName the name of the policy
public record GetUserPolicyRequest(@ExistingUserNameType String userName, @PolicyNameType String policyName) {}
