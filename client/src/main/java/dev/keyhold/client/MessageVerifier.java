package dev.keyhold.client;

import static dev.keyhold.client.EnvelopeException.Reason.MALFORMED;
import static dev.keyhold.client.EnvelopeException.Reason.NOT_AUTHENTIC;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Map;

/// Verifies the footer of a signed message against the public key in its context. Not thread-safe.
final class MessageVerifier {
    /// Two 48-byte numbers in DER are at most this long.
    private static final int LARGEST_SIGNATURE = 104;

    private final Signature signature;

    /// @param context the whole context of a signed message, which the header reader made sure holds a public key
    MessageVerifier(Map<String, String> context) throws EnvelopeException {
        String publicKey = context.getOrDefault(EncryptionContext.PUBLIC_KEY, "");
        try {
            signature = Signature.getInstance(P384.ECDSA);
            signature.initVerify(P384.decode(publicKey));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("ECDSA P-384 is missing", missing);
        }
    }

    void update(byte[] bytes, int offset, int length) {
        try {
            signature.update(bytes, offset, length);
        } catch (SignatureException failed) {
            throw new IllegalStateException("ECDSA failed", failed);
        }
    }

    void verifyFooter(MessageInput in) throws IOException {
        int length = in.readShort();
        if (length > LARGEST_SIGNATURE) {
            throw new EnvelopeException(MALFORMED, "the signature is too long");
        }
        byte[] footer = new byte[length];
        in.readFully(footer, 0, length);
        if (!matches(footer)) {
            throw new EnvelopeException(NOT_AUTHENTIC, "the message's signature does not match");
        }
    }

    private boolean matches(byte[] footer) {
        try {
            return signature.verify(footer);
        } catch (SignatureException notASignature) {
            return false;
        }
    }
}
