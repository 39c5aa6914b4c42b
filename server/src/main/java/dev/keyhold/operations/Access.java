package dev.keyhold.operations;

import dev.keyhold.authz.RequestContext;
import dev.keyhold.identity.Role;
import dev.keyhold.keys.Grant;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.AliasArn;
import java.util.Optional;

/// One access that a call needs: an IAM action on something.
///
/// @param action for example `kms:ReEncryptFrom`
/// @param subject what the action is done to
/// @param concealing whether a refusal must not tell that the subject exists
/// @param facts what conditions can ask about the request; global keys and those of the key are known without
public record Access(String action, Subject subject, boolean concealing, RequestContext facts) {

    /// What an action is done to, and with it whose policies decide.
    public sealed interface Subject {

        /// What the resource elements of policies are matched against.
        String arn();

        /// The key that it is about.
        default Optional<KmsKey> key() {
            return Optional.empty();
        }
    }

    /// A key, whose policy and grants decide with the caller's policies.
    record OfKey(KmsKey of) implements Subject {
        @Override
        public String arn() {
            return of.arn().toString();
        }

        @Override
        public Optional<KmsKey> key() {
            return Optional.of(of);
        }
    }

    /// A grant on a key that is to be retired; the grant decides.
    record OfGrant(KmsKey on, Grant grant) implements Subject {
        @Override
        public String arn() {
            return on.arn().toString();
        }

        @Override
        public Optional<KmsKey> key() {
            return Optional.of(on);
        }
    }

    /// A role that somebody would become; its trust policy decides with the caller's policies.
    record OfRole(Role role) implements Subject {
        @Override
        public String arn() {
            return role.arn();
        }
    }

    /// Anything else, `*` for nothing in particular; identity policies decide alone.
    record Plain(String arn) implements Subject {}

    /// An access to a key.
    public static Access onKey(String action, KmsKey key) {
        return of(action, new OfKey(key));
    }

    /// An access to a grant on a key.
    public static Access onGrant(String action, KmsKey key, Grant grant) {
        return of(action, new OfGrant(key, grant));
    }

    /// An access to an alias.
    public static Access onAlias(String action, AliasArn alias) {
        return onResource(action, alias.toString());
    }

    /// Becoming a role.
    public static Access onRole(String action, Role role) {
        return of(action, new OfRole(role));
    }

    /// An access to a resource that has no policy of its own.
    public static Access onResource(String action, String arn) {
        return of(action, new Plain(arn));
    }

    /// An access to no resource in particular.
    public static Access onAccount(String action) {
        return onResource(action, "*");
    }

    private static Access of(String action, Subject subject) {
        return new Access(action, subject, false, RequestContext.EMPTY);
    }

    /// The same access, whose refusal reads as if the resource did not exist. AWS answers so where the caller did not
    /// name the key but the ciphertext did.
    public Access concealed() {
        return new Access(action, subject, true, facts);
    }

    /// The same access by a request of which conditions can ask this.
    public Access knowing(RequestContext newFacts) {
        return new Access(action, subject, concealing, newFacts);
    }
}
