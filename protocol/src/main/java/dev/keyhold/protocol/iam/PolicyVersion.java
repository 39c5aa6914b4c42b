package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.PolicyDocumentType;
import dev.keyhold.protocol.iam.Shapes.PolicyVersionIdType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A version of a managed policy.
///
/// @param document the policy, JSON, URL-encoded; only GetPolicyVersion answers it; see [PolicyDocuments]
/// @param versionId the version, such as `v1`
/// @param isDefaultVersion whether it is the version in force
/// @param createDate when it was made
public record PolicyVersion(
        @PolicyDocumentType @Nullable String document,
        @PolicyVersionIdType String versionId,
        Boolean isDefaultVersion,
        Instant createDate) {}
