package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;
import dev.keyhold.protocol.iam.Shapes.PolicyVersionIdType;

/// Request of SetDefaultPolicyVersion, which says which version of a managed policy is in force.
///
/// @param policyArn the ARN of the managed policy
/// @param versionId the version, such as `v1`
public record SetDefaultPolicyVersionRequest(@ArnType String policyArn, @PolicyVersionIdType String versionId) {}
