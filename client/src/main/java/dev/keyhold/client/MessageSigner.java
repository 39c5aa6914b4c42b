package dev.keyhold.client;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;

/// Signs one message with a P-384 key made for it alone. The private key is dropped with this object; Java cannot
/// overwrite it. Not thread-safe.
final class MessageSigner {
    private final Signature signature;
    private final String publicKey;

    MessageSigner(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(P384.CURVE), random);
            KeyPair pair = generator.generateKeyPair();
            publicKey = P384.encode((ECPublicKey) pair.getPublic());
            signature = Signature.getInstance(P384.ECDSA);
            signature.initSign(pair.getPrivate(), random);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("ECDSA P-384 is missing", missing);
        }
    }

    /// The value of the context's public key.
    String publicKey() {
        return publicKey;
    }

    void update(byte[] bytes, int offset, int length) {
        try {
            signature.update(bytes, offset, length);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("ECDSA failed", failed);
        }
    }

    byte[] signature() {
        try {
            return signature.sign();
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("ECDSA failed", failed);
        }
    }
}
