package dev.keyhold.protocol.iam;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reply of ListAttachedUserPolicies.
///
/// @param attachedPolicies the policies
/// @param isTruncated whether there are more entries
/// @param marker where the next page begins, only if IsTruncated
public record ListAttachedUserPoliciesResponse(
        List<AttachedPolicy> attachedPolicies, Boolean isTruncated, @Nullable String marker) {

    /// Copies what could change.
    public ListAttachedUserPoliciesResponse {
        attachedPolicies = List.copyOf(attachedPolicies);
    }
}
