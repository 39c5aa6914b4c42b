package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;
import dev.keyhold.protocol.iam.Shapes.PolicyDocumentType;
import org.jspecify.annotations.Nullable;

/// Request of CreatePolicyVersion, which makes a version of a managed policy.
///
/// @param policyArn the ARN of the managed policy
/// @param policyDocument the policy, JSON
/// @param setAsDefault whether the new version is in force at once
public record CreatePolicyVersionRequest(
        @ArnType String policyArn, @PolicyDocumentType String policyDocument, @Nullable Boolean setAsDefault) {}
