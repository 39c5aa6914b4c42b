package dev.keyhold.keys;

import dev.keyhold.protocol.KeyId;
import java.time.Instant;

/// A grant that has expired.
///
/// @param due since when
/// @param account the key's owner
/// @param region the key's region
/// @param key the key
/// @param id the grant
public record DueGrant(Instant due, String account, String region, KeyId key, String id) implements Due {}
