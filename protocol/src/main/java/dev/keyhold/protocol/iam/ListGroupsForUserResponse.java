package dev.keyhold.protocol.iam;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reply of ListGroupsForUser.
///
/// @param groups the groups
/// @param isTruncated whether there are more entries
/// @param marker where the next page begins, only if IsTruncated
public record ListGroupsForUserResponse(List<Group> groups, Boolean isTruncated, @Nullable String marker) {

    /// Copies what could change.
    public ListGroupsForUserResponse {
        groups = List.copyOf(groups);
    }
}
