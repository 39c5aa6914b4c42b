package dev.keyhold.seal;

import dev.keyhold.crypto.Randomness;
import dev.keyhold.crypto.RowIdentity;
import dev.keyhold.crypto.SecretBytes;
import dev.keyhold.crypto.SecretWrapping;
import dev.keyhold.protocol.Blob;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The unsealed key hierarchy: the root key opens the domain keys, the newest domain key wraps every new secret, and
/// older ones still open what they wrapped.
///
/// Threads: safe; immutable after construction.
public final class KeyHierarchy {

    private final SecretWrapping wrapping;
    private final TreeMap<Integer, SecretBytes> domainKeys = new TreeMap<>();

    /// Opens the domain keys.
    ///
    /// @throws IllegalStateException if the root key is not the one that the rows were wrapped with
    public KeyHierarchy(SecretWrapping wrapping, SecretBytes rootKey, Deployment deployment, List<DomainKeyRow> rows) {
        this.wrapping = wrapping;
        if (rows.isEmpty()) {
            throw new IllegalStateException("the deployment has no domain key");
        }
        for (DomainKeyRow row : rows) {
            domainKeys.put(
                    row.id(),
                    wrapping.unwrap(
                            id -> id == SecretWrapping.ROOT_KEY ? rootKey : null,
                            domainKeyRow(deployment, row.id()),
                            row.wrapped().toByteArray()));
        }
    }

    /// The first domain key of a new deployment, wrapped.
    public static DomainKeyRow first(
            SecretWrapping wrapping, Randomness randomness, SecretBytes rootKey, Deployment deployment, Instant now) {
        try (SecretBytes domainKey = randomness.secret(SecretWrapping.KEY_LENGTH)) {
            return new DomainKeyRow(
                    1,
                    Blob.wrap(wrapping.wrap(SecretWrapping.ROOT_KEY, rootKey, domainKeyRow(deployment, 1), domainKey)),
                    now);
        }
    }

    private static RowIdentity domainKeyRow(Deployment deployment, int id) {
        return RowIdentity.of("domain_key", deployment.hexId(), Integer.toString(id));
    }

    /// Wraps a secret under the newest domain key, bound to its row.
    public Blob wrap(RowIdentity row, SecretBytes secret) {
        Map.Entry<Integer, SecretBytes> newest = domainKeys.lastEntry();
        return Blob.wrap(wrapping.wrap(newest.getKey(), newest.getValue(), row, secret));
    }

    /// Opens a secret that was wrapped for this very row.
    ///
    /// @throws IllegalStateException if the row was tampered with, swapped, or wrapped under another hierarchy
    public SecretBytes unwrap(RowIdentity row, Blob wrapped) {
        return wrapping.unwrap(domainKeys::get, row, wrapped.toByteArray());
    }
}
