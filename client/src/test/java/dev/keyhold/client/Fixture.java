package dev.keyhold.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Random;

/// A key service with one key, and messages under it.
final class Fixture {
    static final Map<String, String> CONTEXT = Map.of("tenant", "acme", "Größe", "naïve ☃ 𝄞");

    final InProcessKms kms = new InProcessKms(new SecureRandom().nextLong());
    final String arn = kms.newKey();

    Envelope envelope(Suite suite) {
        return envelope(EnvelopeOptions.DEFAULT.withSuite(suite));
    }

    Envelope envelope(EnvelopeOptions options) {
        return new Envelope(new KmsDataKeys(kms), options, new SecureRandom());
    }

    byte[] encrypt(Suite suite, byte[] plaintext) throws IOException {
        return encrypt(envelope(suite), plaintext, CONTEXT);
    }

    byte[] encrypt(Envelope envelope, byte[] plaintext, Map<String, String> context) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        envelope.encrypt(new ByteArrayInputStream(plaintext), out, arn, context);
        return out.toByteArray();
    }

    byte[] decrypt(byte[] message) throws IOException {
        return decrypt(message, Expectation.NONE);
    }

    byte[] decrypt(byte[] message, Expectation expected) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        envelope(EnvelopeOptions.DEFAULT).decrypt(new ByteArrayInputStream(message), out, expected);
        return out.toByteArray();
    }

    static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
