package dev.keyhold.protocol.iam;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reply of ListInstanceProfilesForRole.
///
/// @param instanceProfiles the instance profiles
/// @param isTruncated whether there are more entries
/// @param marker where the next page begins, only if IsTruncated
public record ListInstanceProfilesForRoleResponse(
        List<InstanceProfile> instanceProfiles, Boolean isTruncated, @Nullable String marker) {

    /// Copies what could change.
    public ListInstanceProfilesForRoleResponse {
        instanceProfiles = List.copyOf(instanceProfiles);
    }
}
