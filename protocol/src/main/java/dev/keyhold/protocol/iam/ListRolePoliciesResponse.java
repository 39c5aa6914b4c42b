package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.PolicyNameType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reply of ListRolePolicies.
///
/// @param policyNames the names
/// @param isTruncated whether there are more entries
/// @param marker where the next page begins, only if IsTruncated
public record ListRolePoliciesResponse(
        List<@PolicyNameType String> policyNames, Boolean isTruncated, @Nullable String marker) {

    /// Copies what could change.
    public ListRolePoliciesResponse {
        policyNames = List.copyOf(policyNames);
    }
}
