package dev.keyhold.keys;

import dev.keyhold.audit.Change;
import dev.keyhold.audit.EntityRef;
import java.util.List;
import java.util.stream.Stream;

/// A change to keys, their material or their aliases.
public sealed interface KeyChange extends Change {

    /// A new key with its first material. Precondition: the id is free in the region.
    ///
    /// @param key version 1
    /// @param material sequence 0
    record CreateKey(KmsKey key, KeyMaterial material) implements KeyChange {
        @Override
        public List<EntityRef> touches() {
            return List.of();
        }
    }

    /// A key's row changes. Precondition: the stored version is `key.version() - 1`.
    ///
    /// @param key the key as it will be
    record UpdateKey(KmsKey key) implements KeyChange {
        @Override
        public List<EntityRef> touches() {
            return List.of(key.ref());
        }
    }

    /// A new material becomes current. Precondition: the stored version is `key.version() - 1`.
    ///
    /// @param key the key as it will be
    /// @param material the next in sequence
    record RotateKey(KmsKey key, KeyMaterial material) implements KeyChange {
        @Override
        public List<EntityRef> touches() {
            return List.of(key.ref());
        }
    }

    /// A key goes away with its materials, aliases and grants. Precondition: the stored version is `key.version()`.
    ///
    /// @param key the key as it was read
    /// @param aliases all its aliases as they were read
    record DeleteKey(KmsKey key, List<Alias> aliases) implements KeyChange {

        /// Copies the aliases.
        public DeleteKey {
            aliases = List.copyOf(aliases);
        }

        @Override
        public List<EntityRef> touches() {
            return Stream.concat(Stream.of(key.ref()), aliases.stream().map(Alias::ref)).toList();
        }
    }

    /// A new alias. Precondition: the name is free in the account and region.
    ///
    /// @param alias version 1
    record CreateAlias(Alias alias) implements KeyChange {
        @Override
        public List<EntityRef> touches() {
            return List.of();
        }
    }

    /// An alias points at another key. Precondition: the stored version is `alias.version() - 1`.
    ///
    /// @param alias the alias as it will be
    record UpdateAlias(Alias alias) implements KeyChange {
        @Override
        public List<EntityRef> touches() {
            return List.of(alias.ref());
        }
    }

    /// An alias goes away. Precondition: the stored version is `alias.version()`.
    ///
    /// @param alias the alias as it was read
    record DeleteAlias(Alias alias) implements KeyChange {
        @Override
        public List<EntityRef> touches() {
            return List.of(alias.ref());
        }
    }
}
