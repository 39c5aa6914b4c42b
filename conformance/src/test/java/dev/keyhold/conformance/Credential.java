package dev.keyhold.conformance;

import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/// An access key of a server under test. Immutable; its text shows the id only.
final class Credential {

    /// What the development servers of these tests accept as root.
    static final Credential ROOT = new Credential("AKIACONFORMANCEROOT0", "conformance/root+secret/0123456789abcdef");

    private final String id;
    private final String secret;
    private final Optional<String> sessionToken;

    Credential(String id, String secret) {
        this(id, secret, Optional.empty());
    }

    private Credential(String id, String secret, Optional<String> sessionToken) {
        this.id = id;
        this.secret = secret;
        this.sessionToken = sessionToken;
    }

    Credential withSessionToken(String token) {
        return new Credential(id, secret, Optional.of(token));
    }

    String id() {
        return id;
    }

    String secret() {
        return secret;
    }

    Optional<String> sessionToken() {
        return sessionToken;
    }

    AwsCredentialsProvider provider() {
        return StaticCredentialsProvider.create(
                sessionToken
                        .<software.amazon.awssdk.auth.credentials.AwsCredentials>map(
                                token -> AwsSessionCredentials.create(id, secret, token))
                        .orElseGet(() -> AwsBasicCredentials.create(id, secret)));
    }

    @Override
    public String toString() {
        return id;
    }
}
