package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;
import dev.keyhold.protocol.iam.Shapes.PolicyVersionIdType;

/// Request of GetPolicyVersion, which describes a version of a managed policy, with its document.
///
/// @param policyArn the ARN of the managed policy
/// @param versionId the version, such as `v1`
public record GetPolicyVersionRequest(@ArnType String policyArn, @PolicyVersionIdType String versionId) {}
