package dev.keyhold.protocol.iam;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reply of GetGroup.
///
/// @param group the group
/// @param users the users
/// @param isTruncated whether there are more entries
/// @param marker where the next page begins, only if IsTruncated
public record GetGroupResponse(Group group, List<User> users, Boolean isTruncated, @Nullable String marker) {

    /// Copies what could change.
    public GetGroupResponse {
        users = List.copyOf(users);
    }
}
