package dev.keyhold.identity;

import dev.keyhold.audit.Change;
import dev.keyhold.audit.EntityRef;
import java.util.List;

/// A change to identities, their policies or their credentials.
public sealed interface IdentityChange extends Change {

    /// A new identity. Precondition: the name is free in the account among its kind, without regard to case, and the id
    /// was never given.
    ///
    /// @param holder version 1
    record Create(PolicyHolder holder) implements IdentityChange {
        @Override
        public List<EntityRef> touches() {
            return List.of();
        }
    }

    /// An identity changes. Precondition: the stored version is `holder.version() - 1`, its name is free and its groups
    /// exist.
    ///
    /// @param holder as it will be
    record Update(PolicyHolder holder) implements IdentityChange {
        @Override
        public List<EntityRef> touches() {
            return List.of(holder.ref());
        }
    }

    /// An identity goes away. Precondition: the stored version is `holder.version()`, a user has no credential and a
    /// group no user.
    ///
    /// @param holder as it was read
    record Delete(PolicyHolder holder) implements IdentityChange {
        @Override
        public List<EntityRef> touches() {
            return List.of(holder.ref());
        }
    }

    /// A new managed policy. Precondition: the name is free in the account, without regard to case.
    ///
    /// @param policy version 1
    record CreatePolicy(ManagedPolicy policy) implements IdentityChange {
        @Override
        public List<EntityRef> touches() {
            return List.of();
        }
    }

    /// A managed policy changes. Precondition: the stored version is `policy.version() - 1`.
    ///
    /// @param policy as it will be
    record UpdatePolicy(ManagedPolicy policy) implements IdentityChange {
        @Override
        public List<EntityRef> touches() {
            return List.of(policy.ref());
        }
    }

    /// A managed policy goes away. Precondition: the stored version is `policy.version()` and nobody carries it.
    ///
    /// @param policy as it was read
    record DeletePolicy(ManagedPolicy policy) implements IdentityChange {
        @Override
        public List<EntityRef> touches() {
            return List.of(policy.ref());
        }
    }

    /// A new credential. Precondition: the id is free and its user exists.
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

    /// A credential goes away. Precondition: the stored version is `accessKey.version()`.
    ///
    /// @param accessKey the credential as it was read
    record DeleteAccessKey(AccessKey accessKey) implements IdentityChange {
        @Override
        public List<EntityRef> touches() {
            return List.of(accessKey.ref());
        }
    }
}
