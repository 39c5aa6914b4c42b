package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;
import dev.keyhold.protocol.iam.Shapes.UserNameType;

/// Request of AttachUserPolicy, which attaches a managed policy to a user.
///
/// @param userName the name of the user
/// @param policyArn the ARN of the managed policy
public record AttachUserPolicyRequest(@UserNameType String userName, @ArnType String policyArn) {}
