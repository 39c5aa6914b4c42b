package dev.keyhold.operations;

import dev.keyhold.keys.DueKey;
import dev.keyhold.keys.Keys;
import dev.keyhold.keys.KmsKey;
import java.util.Optional;

/// How what is due is read again when it is decided: since it was found, somebody may have changed the key, or another
/// node have done it.
final class DueKeys {

    private DueKeys() {}

    /// The key, noted as a resource of the call; empty if nothing is to be done with it any more.
    static Optional<KmsKey> stillDue(Call call, Keys keys, DueKey due) {
        Optional<KmsKey> key =
                keys.key(due.region(), due.id(), call.reads())
                        .filter(found -> found.account().equals(due.account()))
                        .filter(found -> found.dueAt(call.now()).equals(Optional.of(due.act())));
        key.ifPresent(call::concerns);
        return key;
    }
}
