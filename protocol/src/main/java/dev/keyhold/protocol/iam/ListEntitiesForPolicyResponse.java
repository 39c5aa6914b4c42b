package dev.keyhold.protocol.iam;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reply of ListEntitiesForPolicy.
///
/// @param policyGroups the groups
/// @param policyUsers the users
/// @param policyRoles the roles
/// @param isTruncated whether there are more entries
/// @param marker where the next page begins, only if IsTruncated
public record ListEntitiesForPolicyResponse(
        List<PolicyGroup> policyGroups,
        List<PolicyUser> policyUsers,
        List<PolicyRole> policyRoles,
        Boolean isTruncated,
        @Nullable String marker) {

    /// Copies what could change.
    public ListEntitiesForPolicyResponse {
        policyGroups = List.copyOf(policyGroups);
        policyUsers = List.copyOf(policyUsers);
        policyRoles = List.copyOf(policyRoles);
    }
}
