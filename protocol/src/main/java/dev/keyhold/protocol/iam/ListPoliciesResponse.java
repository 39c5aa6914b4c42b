package dev.keyhold.protocol.iam;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reply of ListPolicies.
///
/// @param policies the policies
/// @param isTruncated whether there are more entries
/// @param marker where the next page begins, only if IsTruncated
public record ListPoliciesResponse(List<Policy> policies, Boolean isTruncated, @Nullable String marker) {

    /// Copies what could change.
    public ListPoliciesResponse {
        policies = List.copyOf(policies);
    }
}
