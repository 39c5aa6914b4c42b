package dev.keyhold.client;

import static dev.keyhold.client.EnvelopeException.Reason.NOT_AUTHENTIC;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/// What a data key gives for one message: the key of header and frames, and the commitment to the data key.
///
/// Both are HKDF-SHA512 outputs with the message id as salt; the infos are `suite || "DERIVEKEY"` and `"COMMITKEY"`.
/// Closing this overwrites the derived key; the data key stays its owner's to close.
///
/// Source: AWS Encryption SDK specification, framework/transitive-requirements, "HKDF Encryption Key", "HKDF Commit
/// Key".
final class MessageKeys implements AutoCloseable {
    private static final int KEY_BYTES = 32;
    private static final byte[] COMMIT_INFO = "COMMITKEY".getBytes(US_ASCII);
    private static final byte[] DERIVE_INFO = "DERIVEKEY".getBytes(US_ASCII);

    private final AesKey key;
    private final byte[] commitment;

    private MessageKeys(AesKey key, byte[] commitment) {
        this.key = key;
        this.commitment = commitment;
    }

    static MessageKeys derive(DataKey dataKey, Suite suite, byte[] messageId) {
        byte[] info =
                ByteBuffer.allocate(Short.BYTES + DERIVE_INFO.length)
                        .putShort((short) suite.id())
                        .put(DERIVE_INFO)
                        .array();
        AesKey input = new AesKey(dataKey.bytes().clone());
        try {
            byte[] commitment = hkdf(input, messageId, COMMIT_INFO, Header.COMMITMENT_BYTES);
            return new MessageKeys(new AesKey(hkdf(input, messageId, info, KEY_BYTES)), commitment);
        } finally {
            input.destroy();
        }
    }

    byte[] commitment() {
        return commitment.clone();
    }

    /// Refuses a header that was not written under this data key: first that it is this key at all, then that nothing
    /// in it was changed.
    void verify(Header header, byte[] tag) throws EnvelopeException {
        if (!MessageDigest.isEqual(commitment, header.commitment())) {
            throw new EnvelopeException(NOT_AUTHENTIC, "the message commits to another data key");
        }
        if (!MessageDigest.isEqual(headerTag(header.encoded()), tag)) {
            throw new EnvelopeException(NOT_AUTHENTIC, "the header was changed");
        }
    }

    /// The tag of an empty plaintext under IV zero with the header as associated data. Frames count from one, so no
    /// frame has this IV.
    byte[] headerTag(byte[] encodedHeader) {
        try {
            Cipher cipher = Cipher.getInstance(FrameCipher.AES_GCM);
            byte[] iv = new byte[FrameCipher.IV_BYTES];
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(FrameCipher.TAG_BITS, iv));
            cipher.updateAAD(encodedHeader);
            byte[] tag = cipher.doFinal();
            FrameCipher.forgetKey(cipher);
            return tag;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("AES-GCM failed", missing);
        }
    }

    FrameCipher frameCipher(byte[] messageId) {
        return new FrameCipher(key, messageId);
    }

    @Override
    public void close() {
        key.destroy();
    }

    private static byte[] hkdf(AesKey input, byte[] salt, byte[] info, int length) {
        try {
            return KDF.getInstance("HKDF-SHA512")
                    .deriveData(HKDFParameterSpec.ofExtract().addIKM(input).addSalt(salt).thenExpand(info, length));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("HKDF-SHA512 failed", missing);
        }
    }
}
