package dev.keyhold.keys;

import dev.keyhold.protocol.KeyId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Reads grants as last committed.
///
/// Threads: any. Every call blocks and runs on the store's own bounded pool. Lists are in the order of the grants' ids,
/// or of the given position, strictly after it and at most `limit` long.
public interface GrantStore {

    /// The grant with this id.
    Optional<Grant> grant(String account, String region, KeyId key, String id);

    /// The grants with this name that somebody holds on a key.
    List<Grant> grantsNamed(String account, String region, KeyId key, String grantee, String name);

    /// All grants on a key, after `after` ("" for the first page).
    List<Grant> grants(String account, String region, KeyId key, String after, int limit);

    /// The grants on a key that somebody holds, after `after` ("" for the first page).
    List<Grant> grantsHeldBy(String account, String region, KeyId key, String grantee, String after, int limit);

    /// The grants in a region that somebody may retire, on keys of any account.
    ///
    /// @param after the position of the last grant seen
    List<Grant> retirableGrants(String region, String retiring, Optional<Position> after, int limit);

    /// The same on keys of one account.
    List<Grant> retirableGrantsOf(String account, String region, String retiring, Optional<Position> after, int limit);

    /// Where a grant stands in the order of [#retirableGrants].
    record Position(String account, String key, String id) {

        /// The position of a grant.
        public static Position of(Grant grant) {
            return new Position(grant.account(), grant.key().toString(), grant.id());
        }
    }

    /// How many grants a key has.
    long countGrants(String account, String region, KeyId key);

    /// The grants that have expired by `now`, oldest first, after `after` (empty for the first page).
    List<DueGrant> expired(Instant now, Optional<DueGrant> after, int limit);
}
