package dev.keyhold.identity;

import dev.keyhold.audit.EpochCache;
import dev.keyhold.audit.Epochs;
import dev.keyhold.audit.ReadSet;
import java.util.Optional;

/// Finds credentials and users, from memory where they are known and unchanged. Threads: safe.
public final class Identities {

    private final IdentityStore store;
    private final EpochCache<AccessKey> accessKeys;
    private final EpochCache<User> users;

    /// @param store what is committed
    /// @param epochs tells what changed
    /// @param maximumSize how many credentials, and how many users, are kept in memory
    public Identities(IdentityStore store, Epochs epochs, int maximumSize) {
        this.store = store;
        this.accessKeys = new EpochCache<>(epochs, maximumSize);
        this.users = new EpochCache<>(epochs, maximumSize);
    }

    /// The credential with this id, active or not.
    public Optional<AccessKey> accessKey(String id, ReadSet reads) {
        return accessKeys.get(AccessKey.ref(id), reads, () -> store.accessKey(id));
    }

    /// The user.
    public Optional<User> user(String account, String name, ReadSet reads) {
        return users.get(User.ref(account, name), reads, () -> store.user(account, name));
    }
}
