package dev.keyhold.operations;

import dev.keyhold.audit.EpochCache;
import dev.keyhold.audit.Epochs;
import dev.keyhold.audit.ReadSet;
import dev.keyhold.authz.Grant;
import dev.keyhold.authz.GrantsOfKey;
import dev.keyhold.keys.GrantStore;
import dev.keyhold.keys.KmsKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The grants on keys as decisions see them, from memory where they are known and unchanged. What is remembered and
/// what a decision depends on is all that one grantee holds on one key, be it nothing: so a new grant counts at once.
///
/// Threads: safe.
final class KeyGrants {

    private static final int USUAL_CHARACTERS = 256;

    private final GrantStore store;
    private final EpochCache<List<Grant>> held;

    /// @param store what is committed
    /// @param epochs tells what changed
    /// @param maximumGrants how many grants are kept in memory, where holding none on a key counts as one and one with
    ///   long constraints as several
    KeyGrants(GrantStore store, Epochs epochs, int maximumGrants) {
        this.store = store;
        this.held = new EpochCache<>(epochs, maximumGrants, KeyGrants::weight);
    }

    private static int weight(List<Grant> grants) {
        int weight = 1;
        for (Grant grant : grants) {
            weight += 1;
            for (Map.Entry<String, String> pair : grant.terms().context().pairs().entrySet()) {
                weight += (pair.getKey().length() + pair.getValue().length()) / USUAL_CHARACTERS;
            }
        }
        return weight;
    }

    /// Those on a key, for a call that collects its reads here.
    GrantsOfKey on(KmsKey key, ReadSet reads) {
        return grantee ->
                held.get(
                                dev.keyhold.keys.Grant.heldRef(key.region(), key.id(), grantee),
                                reads,
                                () -> Optional.of(load(key, grantee)))
                        .orElseThrow();
    }

    private List<Grant> load(KmsKey key, String grantee) {
        return store.grantsHeldBy(key.account(), key.region(), key.id(), grantee, "", Integer.MAX_VALUE).stream()
                .map(GrantRules::compile)
                .toList();
    }
}
