package dev.keyhold.protocol.iam;

import org.jspecify.annotations.Nullable;

/// A statement of a policy that bore on a decision.
///
/// @param sourcePolicyId the policy
/// @param sourcePolicyType the kind of the policy
/// @param startPosition where the statement begins
/// @param endPosition where the statement ends
public record Statement(
        @Nullable String sourcePolicyId,
        @Nullable PolicySourceType sourcePolicyType,
        @Nullable Position startPosition,
        @Nullable Position endPosition) {}
