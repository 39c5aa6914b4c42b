package dev.keyhold.keys;

import dev.keyhold.protocol.AliasName;
import dev.keyhold.protocol.KeyId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Reads keys, materials and aliases as last committed.
///
/// Threads: any. Every call blocks and runs on the store's own bounded pool; the hot path goes through [Keys], which
/// remembers. Lists are in the order of the named column, strictly after the given position, at most `limit` long.
public interface KeyStore {

    /// The key with this id in the region, of whichever account.
    Optional<KmsKey> key(String region, KeyId id);

    /// The material of the key whose id begins with these 32 hex digits.
    ///
    /// @param materialPrefix the first 16 bytes of the material id in hex, as ciphertexts carry it
    Optional<KeyMaterial> material(String region, KeyId id, String materialPrefix);

    /// The alias.
    Optional<Alias> alias(String account, String region, AliasName name);

    /// The account's keys by id, after `after` ("" for the first page).
    List<KeyId> keyIds(String account, String region, String after, int limit);

    /// The account's aliases by name, after `after` ("" for the first page).
    List<Alias> aliases(String account, String region, String after, int limit);

    /// The aliases of one key by name, after `after` ("" for the first page).
    List<Alias> aliasesOf(String account, String region, KeyId target, String after, int limit);

    /// The materials of a key by sequence, after `after` (-1 for the first page).
    List<KeyMaterial> materials(String region, KeyId id, int after, int limit);

    /// How many keys the account has in the region.
    long countKeys(String account, String region);

    /// The keys that are due by `now`, oldest first, after `after` (empty for the first page).
    List<DueKey> due(Instant now, Optional<DueKey> after, int limit);

    /// How many aliases a key has.
    long countAliasesOf(String account, String region, KeyId target);
}
