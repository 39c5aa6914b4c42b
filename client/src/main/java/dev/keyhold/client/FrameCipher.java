package dev.keyhold.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/// Seals and opens the frames of one message. The associated data binds each to its message, place, kind and length, so
/// frames cannot be moved, repeated, left out at the end or taken from another message.
///
/// ```
/// aad = messageId(32) || "AWSKMSEncryptionClient Frame" or "… Final Frame" || sequence(4) || contentLength(8)
/// ```
///
/// Not thread-safe. Source: AWS Encryption SDK specification, data-format/message-body-aad.
final class FrameCipher implements AutoCloseable {
    static final String AES_GCM = "AES/GCM/NoPadding";
    static final int IV_BYTES = 12;
    static final int TAG_BYTES = 16;
    static final int TAG_BITS = 8 * TAG_BYTES;

    private static final byte[] REGULAR = "AWSKMSEncryptionClient Frame".getBytes(US_ASCII);
    private static final byte[] LAST = "AWSKMSEncryptionClient Final Frame".getBytes(US_ASCII);

    private final AesKey key;
    private final byte[] messageId;
    private final Cipher cipher;

    FrameCipher(AesKey key, byte[] messageId) {
        this.key = key;
        this.messageId = messageId;
        try {
            this.cipher = Cipher.getInstance(AES_GCM);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("AES-GCM is missing", missing);
        }
    }

    /// Encrypts the beginning of `plaintext`, as long as the frame's content, into the frame.
    void seal(Frame frame, byte[] plaintext) {
        try {
            start(Cipher.ENCRYPT_MODE, frame);
            cipher.doFinal(plaintext, 0, frame.contentLength(), frame.bytes(), frame.contentOffset());
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("AES-GCM failed", failed);
        }
    }

    /// Decrypts the frame's content into `plaintext`; nothing there may be used unless this returns.
    void open(Frame frame, byte[] plaintext) throws EnvelopeException {
        try {
            start(Cipher.DECRYPT_MODE, frame);
            cipher.doFinal(frame.bytes(), frame.contentOffset(), frame.contentLength() + TAG_BYTES, plaintext, 0);
        } catch (AEADBadTagException changed) {
            throw new EnvelopeException(
                    EnvelopeException.Reason.NOT_AUTHENTIC,
                    "frame " + Integer.toUnsignedString(frame.sequence()) + " was changed",
                    changed);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("AES-GCM failed", failed);
        }
    }

    @Override
    public void close() {
        try {
            forgetKey(cipher);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("AES-GCM failed", failed);
        }
    }

    /// A cipher keeps the expanded key of its last use; a key of zeros takes its place.
    static void forgetKey(Cipher cipher) throws GeneralSecurityException {
        cipher.init(Cipher.DECRYPT_MODE, new AesKey(new byte[32]), new GCMParameterSpec(TAG_BITS, new byte[IV_BYTES]));
    }

    private void start(int mode, Frame frame) throws GeneralSecurityException {
        byte[] iv = ByteBuffer.allocate(IV_BYTES).putLong(0).putInt(frame.sequence()).array();
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(messageId);
        cipher.updateAAD(frame.last() ? LAST : REGULAR);
        cipher.updateAAD(
                ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                        .putInt(frame.sequence())
                        .putLong(frame.contentLength())
                        .flip());
    }
}
