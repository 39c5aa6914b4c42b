package dev.keyhold.protocol.iam;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reply of ListUsers.
///
/// @param users the users
/// @param isTruncated whether there are more entries
/// @param marker where the next page begins, only if IsTruncated
public record ListUsersResponse(List<User> users, Boolean isTruncated, @Nullable String marker) {

    /// Copies what could change.
    public ListUsersResponse {
        users = List.copyOf(users);
    }
}
