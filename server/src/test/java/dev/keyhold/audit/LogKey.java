package dev.keyhold.audit;

import dev.keyhold.crypto.Ed25519Signer;
import dev.keyhold.crypto.SecretBytes;
import dev.keyhold.transparency.NoteSigner;
import dev.keyhold.transparency.VerifierKey;
import dev.keyhold.transparency.verify.TrustedKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The log key of a node of the tests. Its seed is made of the node's name, so that a node that opens again signs with
/// the same key.
final class LogKey implements NoteSigner {

    private final String origin;
    private final Ed25519Signer signer;

    LogKey(String origin, String seed) {
        this.origin = origin;
        byte[] bytes = Arrays.copyOf(seed.getBytes(StandardCharsets.US_ASCII), Ed25519Signer.SEED_LENGTH);
        try (SecretBytes secret = SecretBytes.takeFrom(bytes)) {
            this.signer = Ed25519Signer.of(secret);
        }
    }

    static LogKey ofNode(String node) {
        return new LogKey("keyhold-0123456789abcdef/" + node, node);
    }

    TrustedKey trusted() {
        return TrustedKey.parse(VerifierKey.of(this).text());
    }

    @Override
    public String name() {
        return origin;
    }

    @Override
    public byte[] publicKey() {
        return signer.publicKey().toBytes();
    }

    @Override
    public byte[] sign(byte[] message) {
        return signer.sign(message);
    }
}
