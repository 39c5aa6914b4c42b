package dev.keyhold.keys;

import dev.keyhold.audit.EpochCache;
import dev.keyhold.audit.Epochs;
import dev.keyhold.audit.ReadSet;
import dev.keyhold.protocol.AliasName;
import dev.keyhold.protocol.KeyId;
import java.util.Optional;

/// Finds keys and aliases, from memory where they are known and unchanged. Every read is noted in the call's read set,
/// found or not, so that the decision is made again if it changes before it is committed.
///
/// Threads: safe.
public final class Keys {

    private final KeyStore store;
    private final EpochCache<KmsKey> keys;
    private final EpochCache<Alias> aliases;

    /// @param store what is committed
    /// @param epochs tells what changed
    /// @param maximumSize how many keys, and how many aliases, are kept in memory
    public Keys(KeyStore store, Epochs epochs, int maximumSize) {
        this.store = store;
        this.keys = new EpochCache<>(epochs, maximumSize);
        this.aliases = new EpochCache<>(epochs, maximumSize);
    }

    /// The key with this id in the region, of whichever account.
    public Optional<KmsKey> key(String region, KeyId id, ReadSet reads) {
        return keys.get(KmsKey.ref(region, id), reads, () -> store.key(region, id));
    }

    /// The alias.
    public Optional<Alias> alias(String account, String region, AliasName name, ReadSet reads) {
        return aliases.get(Alias.ref(account, region, name), reads, () -> store.alias(account, region, name));
    }

    /// The store itself, for lists, which are read as committed and not remembered.
    public KeyStore store() {
        return store;
    }
}
