package dev.keyhold.protocol.iam;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reply of ListAttachedRolePolicies.
///
/// @param attachedPolicies the policies
/// @param isTruncated whether there are more entries
/// @param marker where the next page begins, only if IsTruncated
public record ListAttachedRolePoliciesResponse(
        List<AttachedPolicy> attachedPolicies, Boolean isTruncated, @Nullable String marker) {

    /// Copies what could change.
    public ListAttachedRolePoliciesResponse {
        attachedPolicies = List.copyOf(attachedPolicies);
    }
}
