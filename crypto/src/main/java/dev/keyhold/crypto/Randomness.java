package dev.keyhold.crypto;

import java.util.UUID;

/// Random bytes. It comes in by constructor wherever they are needed, so that tests of time and failure can repeat.
///
/// Nonces and IVs never come from here: [SymmetricEngine] draws its own. Implementations are safe for any thread.
@FunctionalInterface
public interface Randomness {

    /// Fills an array.
    void nextBytes(byte[] target);

    /// Cryptographically strong bytes, from generators that are borrowed one per call, so that threads share no lock.
    static Randomness of(CryptoPool pool) {
        return target -> {
            try (CryptoContext crypto = pool.borrow()) {
                crypto.random().nextBytes(target);
            }
        };
    }

    /// A fresh secret of this length.
    default SecretBytes secret(int length) {
        byte[] bytes = new byte[length];
        nextBytes(bytes);
        return SecretBytes.takeFrom(bytes);
    }

    /// The sixteen bytes of a random UUID (RFC 9562, version 4).
    default byte[] uuidBytes() {
        byte[] bytes = new byte[Id128.LENGTH];
        nextBytes(bytes);
        bytes[6] = (byte) ((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
        return bytes;
    }

    /// A random UUID (RFC 9562, version 4) in its text form.
    default String uuid() {
        Id128 id = Id128.of(uuidBytes());
        return new UUID(id.high(), id.low()).toString();
    }
}
