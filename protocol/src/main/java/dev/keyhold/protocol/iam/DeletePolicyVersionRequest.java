package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ArnType;
import dev.keyhold.protocol.iam.Shapes.PolicyVersionIdType;

/// Request of DeletePolicyVersion, which deletes a version that is not the default.
///
/// @param policyArn the ARN of the managed policy
/// @param versionId the version, such as `v1`
public record DeletePolicyVersionRequest(@ArnType String policyArn, @PolicyVersionIdType String versionId) {}
