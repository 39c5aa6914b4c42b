package dev.keyhold.protocol.iam;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reply of ListRoles.
///
/// @param roles the roles
/// @param isTruncated whether there are more entries
/// @param marker where the next page begins, only if IsTruncated
public record ListRolesResponse(List<Role> roles, Boolean isTruncated, @Nullable String marker) {

    /// Copies what could change.
    public ListRolesResponse {
        roles = List.copyOf(roles);
    }
}
