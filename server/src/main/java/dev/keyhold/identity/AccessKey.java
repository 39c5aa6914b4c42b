package dev.keyhold.identity;

import dev.keyhold.audit.EntityRef;
import dev.keyhold.crypto.RowIdentity;
import dev.keyhold.protocol.Blob;
import java.time.Instant;
import java.util.Optional;

/// A long-lived credential.
///
/// @param id `AKIA…`, unique over the deployment
/// @param account the account it belongs to
/// @param userId whose it is; empty for the account's root
/// @param wrappedSecret the secret access key under a domain key, bound to this row
/// @param active whether it may sign
/// @param version grows by one with every change
/// @param created creation time
public record AccessKey(
        String id,
        String account,
        Optional<String> userId,
        Blob wrappedSecret,
        boolean active,
        long version,
        Instant created) {

    /// What a decision that trusted this credential depends on.
    public EntityRef ref() {
        return ref(id);
    }

    /// The name of the credential, whether or not it exists.
    public static EntityRef ref(String id) {
        return new EntityRef("access-key/" + id);
    }

    /// The identity of the row, to which the wrapped secret is bound so that rows cannot be swapped.
    public static RowIdentity row(String id, String account) {
        return RowIdentity.of("access_key", account, id);
    }

    /// The identity of this row.
    public RowIdentity row() {
        return row(id, account);
    }

    /// This credential switched on or off, one version on.
    public AccessKey withActive(boolean nowActive) {
        return new AccessKey(id, account, userId, wrappedSecret, nowActive, version + 1, created);
    }
}
