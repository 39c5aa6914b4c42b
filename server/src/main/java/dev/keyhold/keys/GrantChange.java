package dev.keyhold.keys;

import dev.keyhold.audit.Change;
import dev.keyhold.audit.EntityRef;
import java.util.List;

/// A change to the grants on a key.
public sealed interface GrantChange extends Change {

    /// A new grant. Precondition: the key exists and the id is free. Of what one holds on a key decisions remember also
    /// that it is nothing, so a new grant alters something that exists.
    record CreateGrant(Grant grant) implements GrantChange {
        @Override
        public List<EntityRef> touches() {
            return List.of(grant.heldRef());
        }
    }

    /// A grant goes away. Precondition: it is there.
    record DeleteGrant(Grant grant) implements GrantChange {
        @Override
        public List<EntityRef> touches() {
            return List.of(grant.heldRef(), grant.ref());
        }
    }
}
