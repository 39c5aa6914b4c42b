package dev.keyhold.authz;

import java.util.List;

/// Finds the grants on one key. It is asked only about callers to whom no policy gives access.
@FunctionalInterface
public interface GrantsOfKey {
    /// Of a key without grants.
    GrantsOfKey NONE = grantee -> List.of();

    /// The grants that this principal holds, in a steady order; expired ones may be among them.
    ///
    /// @param grantee an ARN
    List<Grant> heldBy(String grantee);
}
