package dev.keyhold.protocol.iam;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reply of ListPolicyVersions.
///
/// @param versions the versions, newest first
/// @param isTruncated whether there are more entries
/// @param marker where the next page begins, only if IsTruncated
public record ListPolicyVersionsResponse(List<PolicyVersion> versions, Boolean isTruncated, @Nullable String marker) {

    /// Copies what could change.
    public ListPolicyVersionsResponse {
        versions = List.copyOf(versions);
    }
}
