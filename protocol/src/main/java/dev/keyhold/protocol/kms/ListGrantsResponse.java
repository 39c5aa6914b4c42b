package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.MarkerType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reply of ListGrants and of ListRetirableGrants.
///
/// @param grants the grants
/// @param nextMarker where the next page begins, only if Truncated
/// @param truncated whether there are more entries
public record ListGrantsResponse(
        List<GrantListEntry> grants, @MarkerType @Nullable String nextMarker, Boolean truncated) {

    /// Copies what could change.
    public ListGrantsResponse {
        grants = List.copyOf(grants);
    }
}
