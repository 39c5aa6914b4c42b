package dev.keyhold.authn;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.keyhold.audit.ReadSet;
import dev.keyhold.crypto.Hmac;
import dev.keyhold.crypto.Randomness;
import dev.keyhold.crypto.SecretBytes;
import dev.keyhold.identity.AccessKey;
import dev.keyhold.identity.Caller;
import dev.keyhold.identity.Group;
import dev.keyhold.identity.Identities;
import dev.keyhold.identity.PolicyHolder;
import dev.keyhold.identity.Role;
import dev.keyhold.identity.Session;
import dev.keyhold.identity.SessionTokens;
import dev.keyhold.identity.User;
import dev.keyhold.protocol.Errors;
import dev.keyhold.protocol.sigv4.CredentialScope;
import dev.keyhold.seal.KeyHierarchy;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the credential that a request names and derives its signing keys.
///
/// A signing key belongs to one credential, day, region and service; the derived keys are kept in protected memory, so
/// that a call costs one HMAC. Threads: safe.
public final class Credentials {

    private static final int SECRET_BYTES = 40;

    /// No access key has an empty id.
    private static final String NOBODY = "";

    private final Identities identities;
    private final SessionTokens sessions;
    private final KeyHierarchy hierarchy;
    private final Hmac hmac;
    private final @Nullable EnvironmentCredential environment;
    private final SecretBytes nobodysSecret;
    private final Cache<SigningKeyName, SecretBytes> signingKeys;

    /// @param identities the stored credentials
    /// @param sessions opens the tokens of temporary credentials
    /// @param hierarchy unwraps the secrets of the stored ones
    /// @param hmac derives signing keys
    /// @param randomness makes the secret that stands in for unknown credentials
    /// @param environment the development server's root credential, which is never stored, or null
    public Credentials(
            Identities identities,
            SessionTokens sessions,
            KeyHierarchy hierarchy,
            Hmac hmac,
            Randomness randomness,
            @Nullable EnvironmentCredential environment) {
        this.identities = identities;
        this.sessions = sessions;
        this.hierarchy = hierarchy;
        this.hmac = hmac;
        this.environment = environment;
        this.nobodysSecret = randomness.secret(SECRET_BYTES);
        this.signingKeys = Caffeine.newBuilder().maximumSize(10_000).build();
    }

    private record SigningKeyName(String accessKeyId, long version, String date, String region, String service) {}

    /// A known, active credential.
    static final class Found {

        private final Caller caller;
        private final long version;
        private final SecretSource secret;

        private Found(Caller caller, long version, SecretSource secret) {
            this.caller = caller;
            this.version = version;
            this.secret = secret;
        }

        Caller caller() {
            return caller;
        }
    }

    private interface SecretSource {
        /// The secret; the reader closes it.
        SecretBytes open();
    }

    /// The credential, if it exists, is active and its user too. The session token must be there exactly where the
    /// credential has one.
    ///
    /// @param now by which a session may be over
    /// @throws dev.keyhold.protocol.KmsException ExpiredTokenException if it is
    Optional<Found> find(String accessKeyId, Optional<String> sessionToken, Instant now, ReadSet reads) {
        if (environment != null && environment.is(accessKeyId)) {
            environment.requireToken(sessionToken);
            Caller root = new Caller.Root(environment.account(), accessKeyId);
            return Optional.of(new Found(root, 0, environment::secret));
        }
        if (sessionToken.isPresent()) {
            return ofSession(accessKeyId, sessionToken.get(), now, reads);
        }
        Optional<AccessKey> known = identities.accessKey(accessKeyId, reads).filter(AccessKey::active);
        return known.flatMap(key ->
                callerOf(key, reads)
                        .map(caller ->
                                new Found(
                                        caller,
                                        key.version(),
                                        () -> hierarchy.unwrap(key.row(), key.wrappedSecret()))));
    }

    private Optional<Found> ofSession(String accessKeyId, String token, Instant now, ReadSet reads) {
        Optional<SessionTokens.Opened> opened = sessions.open(accessKeyId, token);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        Session session = opened.get().session();
        if (session.isOver(now)) {
            throw Errors.expiredToken();
        }
        long version = session.issued().toEpochMilli();
        return identities
                .holder(session.account(), session.identityId(), reads)
                .flatMap(holder -> callerOf(holder, session, accessKeyId))
                .map(caller -> new Found(caller, version, opened.get()::secret));
    }

    private static Optional<Caller> callerOf(PolicyHolder holder, Session session, String accessKeyId) {
        return switch (holder) {
            case User user -> Optional.of(new Caller.OfUser(user, Optional.of(session), accessKeyId));
            case Role role -> Optional.of(new Caller.OfRole(role, session, accessKeyId));
            case Group _ -> Optional.empty();
        };
    }

    private Optional<Caller> callerOf(AccessKey key, ReadSet reads) {
        if (key.userId().isEmpty()) {
            return Optional.of(new Caller.Root(key.account(), key.id()));
        }
        return identities
                .holder(key.account(), key.userId().get(), reads)
                .filter(User.class::isInstance)
                .map(user -> new Caller.OfUser((User) user, Optional.empty(), key.id()));
    }

    /// The key that a signature of this scope is checked with; for an unknown credential one that nobody has, found in
    /// the same cache and derived by the same work, so that time does not tell whether a credential exists.
    SecretBytes signingKey(Optional<Found> found, CredentialScope scope) {
        SigningKeyName name =
                new SigningKeyName(
                        found.map(credential -> credential.caller().accessKeyId()).orElse(NOBODY),
                        found.map(credential -> credential.version).orElse(0L),
                        scope.date(),
                        scope.region(),
                        scope.service());
        SecretSource source = found.map(credential -> credential.secret).orElse(this::nobodysSecret);
        return signingKeys.get(
                name,
                absent -> {
                    try (SecretBytes secret = source.open()) {
                        return derive(secret, scope);
                    }
                });
    }

    private SecretBytes nobodysSecret() {
        return nobodysSecret.unsafeUse(SecretBytes::copyOf);
    }

    private SecretBytes derive(SecretBytes secret, CredentialScope scope) {
        return hmac.sigV4SigningKey(secret, scope.date(), scope.region(), scope.service());
    }
}
