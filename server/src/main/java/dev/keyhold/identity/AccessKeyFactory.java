package dev.keyhold.identity;

import dev.keyhold.crypto.Randomness;
import dev.keyhold.crypto.SecretBytes;
import dev.keyhold.seal.KeyHierarchy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// Makes credentials in AWS's form. Threads: safe.
public final class AccessKeyFactory {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int SECRET_CHARACTERS = 40;

    private final KeyHierarchy hierarchy;

    /// @param hierarchy wraps the secrets
    public AccessKeyFactory(KeyHierarchy hierarchy) {
        this.hierarchy = hierarchy;
    }

    /// A credential in the clear, on its way to the one person who gets to see it.
    public static final class Credential {

        private final String id;
        private final String secret;

        private Credential(String id, String secret) {
            this.id = id;
            this.secret = secret;
        }

        /// `AKIA`, or `ASIA` for a session, and 16 characters.
        public String id() {
            return id;
        }

        /// 40 characters, 240 random bits.
        public String secret() {
            return secret;
        }

        @Override
        public String toString() {
            return "Credential[" + id + "]";
        }
    }

    /// A new credential.
    public static Credential newCredential(Randomness randomness) {
        return new Credential("AKIA" + text(randomness, BASE32, 16), text(randomness, BASE64, SECRET_CHARACTERS));
    }

    /// A new credential for a session.
    public static Credential newTemporaryCredential(Randomness randomness) {
        return new Credential("ASIA" + text(randomness, BASE32, 16), text(randomness, BASE64, SECRET_CHARACTERS));
    }

    /// A new id of a user, group, role or managed policy.
    ///
    /// @param kind the four letters that tell them apart, such as `AIDA`
    public static String newId(String kind, Randomness randomness) {
        return kind + text(randomness, BASE32, 17);
    }

    /// A new user id, `AIDA` and 17 characters.
    public static String userId(Randomness randomness) {
        return newId("AIDA", randomness);
    }

    /// The credential as it is stored.
    ///
    /// @param userId whose it is; empty for the account's root
    public AccessKey wrap(Credential credential, String account, Optional<String> userId, Instant now) {
        try (SecretBytes secret = SecretBytes.takeFrom(credential.secret().getBytes(StandardCharsets.US_ASCII))) {
            return new AccessKey(
                    credential.id(),
                    account,
                    userId,
                    hierarchy.wrap(AccessKey.row(credential.id(), account), secret),
                    true,
                    1,
                    now);
        }
    }

    /// Both alphabets have a power of two of characters, so taking bits is unbiased.
    private static String text(Randomness randomness, String alphabet, int length) {
        byte[] random = new byte[length];
        randomness.nextBytes(random);
        StringBuilder text = new StringBuilder(length);
        for (byte b : random) {
            text.append(alphabet.charAt(b & (alphabet.length() - 1)));
        }
        return text.toString();
    }
}
