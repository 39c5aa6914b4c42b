package dev.keyhold.protocol.iam;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reply of ListAttachedGroupPolicies.
///
/// @param attachedPolicies the policies
/// @param isTruncated whether there are more entries
/// @param marker where the next page begins, only if IsTruncated
public record ListAttachedGroupPoliciesResponse(
        List<AttachedPolicy> attachedPolicies, Boolean isTruncated, @Nullable String marker) {

    /// Copies what could change.
    public ListAttachedGroupPoliciesResponse {
        attachedPolicies = List.copyOf(attachedPolicies);
    }
}
