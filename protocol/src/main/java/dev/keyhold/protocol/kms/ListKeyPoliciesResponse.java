package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.MarkerType;
import dev.keyhold.protocol.kms.Shapes.PolicyNameType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reply of ListKeyPolicies.
///
/// @param policyNames the names
/// @param nextMarker where the next page begins, only if Truncated
/// @param truncated whether there are more entries
public record ListKeyPoliciesResponse(
        List<@PolicyNameType String> policyNames, @MarkerType @Nullable String nextMarker, Boolean truncated) {

    /// Copies what could change.
    public ListKeyPoliciesResponse {
        policyNames = List.copyOf(policyNames);
    }
}
