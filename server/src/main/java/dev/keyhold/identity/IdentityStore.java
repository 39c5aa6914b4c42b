package dev.keyhold.identity;

import java.util.Optional;

/// Reads identities as last committed. Threads: any; calls block and run on the store's own bounded pool.
public interface IdentityStore {

    /// The credential with this id.
    Optional<AccessKey> accessKey(String id);

    /// The user, by the exact name.
    Optional<User> user(String account, String name);
}
