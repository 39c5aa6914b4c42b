package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;
import dev.keyhold.protocol.iam.Shapes.UserNameType;

/// Request of DetachUserPolicy, which detaches a managed policy from a user.
///
/// @param userName the name of the user
/// @param policyArn the ARN of the managed policy
public record DetachUserPolicyRequest(@UserNameType String userName, @ArnType String policyArn) {}
