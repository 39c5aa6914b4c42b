package dev.keyhold.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Key derivation in counter mode with HMAC-SHA-256 (NIST SP 800-108r1, section 4.1): the counter is 32 bits and comes
/// first, then `label || 0x00 || context || [L]32`.
final class Kbkdf {

    /// What a derived key is for. Different purposes give unrelated keys.
    enum Purpose {
        /// The key and commitment of a customer's ciphertext.
        CIPHERTEXT("keyhold/kms/sym/v1"),
        /// The key and commitment of a secret at rest.
        WRAPPING("keyhold/kms/wrap/v1"),
        /// The public name of a material.
        MATERIAL_ID("keyhold/kms/material-id/v1");

        private final String label;

        Purpose(String label) {
            this.label = label;
        }
    }

    private Kbkdf() {}

    /// Fills an array, whose length is a multiple of 32, with a key derived from the secret.
    static void derive(CryptoContext crypto, SecretBytes secret, Purpose purpose, byte[] context, byte[] target) {
        derive(crypto, secret, purpose.label.getBytes(StandardCharsets.US_ASCII), context, target);
    }

    static void derive(CryptoContext crypto, SecretBytes secret, byte[] label, byte[] context, byte[] target) {
        if (target.length % CryptoContext.MAC_LENGTH != 0) {
            throw new IllegalArgumentException("not a multiple of 32 bytes: " + target.length);
        }
        ByteBuffer input = ByteBuffer.allocate(4 + label.length + 1 + context.length + 4);
        input.putInt(0).put(label).put((byte) 0).put(context).putInt(8 * target.length);
        crypto.keyMac(secret);
        for (int block = 0; block * CryptoContext.MAC_LENGTH < target.length; block++) {
            input.putInt(0, block + 1);
            crypto.mac(input.array(), target, block * CryptoContext.MAC_LENGTH);
        }
    }
}
