package dev.keyhold.identity;

import dev.keyhold.audit.EpochCache;
import dev.keyhold.audit.Epochs;
import dev.keyhold.audit.ReadSet;
import java.util.Optional;

/// Finds credentials, identities and managed policies, from memory where they are known and unchanged. Every read is
/// noted, so that a decision is made again if what it read changes before it is on record. Threads: safe.
public final class Identities {

    private final IdentityStore store;
    private final EpochCache<AccessKey> accessKeys;
    private final EpochCache<PolicyHolder> holders;
    private final EpochCache<ManagedPolicy> policies;

    /// @param store what is committed
    /// @param epochs tells what changed
    /// @param maximumSize how many credentials, identities and managed policies each are kept in memory
    public Identities(IdentityStore store, Epochs epochs, int maximumSize) {
        this.store = store;
        this.accessKeys = new EpochCache<>(epochs, maximumSize);
        this.holders = new EpochCache<>(epochs, maximumSize);
        this.policies = new EpochCache<>(epochs, maximumSize);
    }

    /// The credential with this id, active or not.
    public Optional<AccessKey> accessKey(String id, ReadSet reads) {
        return accessKeys.get(AccessKey.ref(id), reads, () -> store.accessKey(id));
    }

    /// The user, group or role with this id.
    public Optional<PolicyHolder> holder(String account, String id, ReadSet reads) {
        return holders.get(PolicyHolder.ref(id), reads, () -> store.holder(account, id));
    }

    /// The managed policy of the account with this ARN.
    public Optional<ManagedPolicy> policy(String account, String arn, ReadSet reads) {
        if (!arn.startsWith("arn:aws:iam::" + account + ":policy/")) {
            return Optional.empty(); // before the memory, which knows ARNs and not who asks
        }
        String name = arn.substring(arn.lastIndexOf('/') + 1);
        return policies.get(
                ManagedPolicy.ref(arn),
                reads,
                () -> store.policy(account, name).filter(policy -> policy.arn().equals(arn)));
    }

    /// The store itself, for names and lists, which are read as committed and not remembered.
    public IdentityStore store() {
        return store;
    }
}
