package dev.keyhold.identity;

import dev.keyhold.audit.Change;
import dev.keyhold.audit.EntityRef;
import java.util.List;

/// A change to users or their credentials.
public sealed interface IdentityChange extends Change {

    /// A new user. Precondition: the name is free in the account, without regard to case.
    ///
    /// @param user version 1
    record CreateUser(User user) implements IdentityChange {
        @Override
        public List<EntityRef> touches() {
            return List.of();
        }
    }

    /// A user changes. Precondition: the stored version is `user.version() - 1`.
    ///
    /// @param user the user as it will be
    record UpdateUser(User user) implements IdentityChange {
        @Override
        public List<EntityRef> touches() {
            return List.of(user.ref());
        }
    }

    /// A new credential. Precondition: the id is free.
    ///
    /// @param accessKey version 1
    record CreateAccessKey(AccessKey accessKey) implements IdentityChange {
        @Override
        public List<EntityRef> touches() {
            return List.of();
        }
    }

    /// A credential is switched on or off. Precondition: the stored version is `accessKey.version() - 1`.
    ///
    /// @param accessKey the credential as it will be
    record UpdateAccessKey(AccessKey accessKey) implements IdentityChange {
        @Override
        public List<EntityRef> touches() {
            return List.of(accessKey.ref());
        }
    }
}
