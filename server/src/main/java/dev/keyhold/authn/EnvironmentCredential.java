package dev.keyhold.authn;

import dev.keyhold.crypto.SecretBytes;
import dev.keyhold.protocol.Errors;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/// The credential that a development server takes from its environment as the account's root. It lives in this process
/// only and is never stored.
public final class EnvironmentCredential {

    private final String accessKeyId;
    private final String account;
    private final SecretBytes secret;
    private final Optional<byte[]> sessionToken;

    /// @param accessKeyId the id, as in AWS_ACCESS_KEY_ID
    /// @param account the account whose root it is
    /// @param secret the secret access key, owned from now on
    /// @param sessionToken the token that every request must carry exactly, as in AWS_SESSION_TOKEN
    public EnvironmentCredential(
            String accessKeyId, String account, SecretBytes secret, Optional<String> sessionToken) {
        this.accessKeyId = accessKeyId;
        this.account = account;
        this.secret = secret;
        this.sessionToken = sessionToken.map(token -> token.getBytes(StandardCharsets.UTF_8));
    }

    String account() {
        return account;
    }

    boolean is(String id) {
        return accessKeyId.equals(id);
    }

    /// A copy of the secret, which the reader closes.
    SecretBytes secret() {
        return secret.unsafeUse(SecretBytes::copyOf);
    }

    /// Refuses a token where none is expected, none where one is, and any other than the expected one.
    void requireToken(Optional<String> given) {
        byte[] expected = sessionToken.orElse(new byte[0]);
        byte[] actual = given.orElse("").getBytes(StandardCharsets.UTF_8);
        if (given.isPresent() != sessionToken.isPresent() || !MessageDigest.isEqual(expected, actual)) {
            throw Errors.unrecognizedClient();
        }
    }
}
