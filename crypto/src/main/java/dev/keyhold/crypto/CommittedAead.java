package dev.keyhold.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/// The construction under every ciphertext and every wrapped secret: a fresh key and a commitment to it for each
/// message, then AES-256-GCM.
///
/// ```
/// aad    = header || canonical context
/// K || C = KBKDF-CTR-HMAC-SHA256(secret, label, N || SHA-256(aad), 512 bits)
/// CT||T  = AES-256-GCM(K, IV, aad, plaintext)
/// blob   = header || N(16) || C(32) || IV(12) || CT || T(16)
/// ```
///
/// N and IV are random, 224 bits together, so a secret can encrypt 2^50 messages with a chance of 2^-125 that both
/// repeat. C is compared before GCM opens, in constant time: GCM alone lets whoever knows two keys make one blob that
/// opens under both. Stateless; safe for any thread.
final class CommittedAead {

    static final int NONCE_LENGTH = 16;
    static final int COMMITMENT_LENGTH = 32;

    /// Bytes behind the header that are not plaintext.
    static final int OVERHEAD = NONCE_LENGTH + COMMITMENT_LENGTH + CryptoContext.IV_LENGTH + CryptoContext.TAG_LENGTH;

    private static final int KEY_LENGTH = 32;

    private final CryptoPool pool;
    private final Kbkdf.Purpose purpose;

    CommittedAead(CryptoPool pool, Kbkdf.Purpose purpose) {
        this.pool = pool;
        this.purpose = purpose;
    }

    /// What a message is bound to besides its key: the header, which goes in front of the blob, and the context, which
    /// is not in it. The arrays are only read.
    static final class Binding {

        private final byte[] header;
        private final byte[] context;

        Binding(byte[] header, byte[] context) {
            this.header = header;
            this.context = context;
        }
    }

    /// N and IV of a test vector.
    static final class FixedNonces {

        private final byte[] nonce;
        private final byte[] iv;

        FixedNonces(byte[] nonce, byte[] iv) {
            this.nonce = nonce;
            this.iv = iv;
        }
    }

    /// Encrypts the first `length` bytes of an array.
    byte[] seal(SecretBytes secret, Binding binding, byte[] plaintext, int length) {
        return seal(secret, binding, plaintext, length, null);
    }

    /// The seam for test vectors: everything else draws N and IV at random.
    byte[] seal(SecretBytes secret, Binding binding, byte[] plaintext, int length, @Nullable FixedNonces fixed) {
        int headerLength = binding.header.length;
        byte[] blob = Arrays.copyOf(binding.header, headerLength + OVERHEAD + length);
        try (CryptoContext crypto = pool.borrow()) {
            byte[] nonce = fixed == null ? randomNonce(crypto) : fixed.nonce;
            byte[] derived = derive(crypto, secret, binding, nonce);
            ByteBuffer target = ByteBuffer.wrap(blob).position(headerLength);
            target.put(nonce).put(derived, KEY_LENGTH, COMMITMENT_LENGTH);
            Cipher gcm = crypto.encryptor(derived, fixed == null ? null : fixed.iv);
            target.put(gcm.getIV());
            gcm.updateAAD(binding.header);
            gcm.updateAAD(binding.context);
            gcm.doFinal(plaintext, 0, length, blob, target.position());
            return blob;
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("encryption failed", refused);
        }
    }

    /// Decrypts into the start of an array that has room for the blob's length minus header and [#OVERHEAD].
    ///
    /// @return whether the blob is authentic; if not, the target holds nothing of the plaintext
    boolean open(SecretBytes secret, Binding binding, byte[] blob, byte[] target) {
        int nonceAt = binding.header.length;
        int commitmentAt = nonceAt + NONCE_LENGTH;
        int ivAt = commitmentAt + COMMITMENT_LENGTH;
        int bodyAt = ivAt + CryptoContext.IV_LENGTH;
        try (CryptoContext crypto = pool.borrow()) {
            byte[] derived = derive(crypto, secret, binding, Arrays.copyOfRange(blob, nonceAt, commitmentAt));
            byte[] claimed = Arrays.copyOfRange(blob, commitmentAt, ivAt);
            if (!MessageDigest.isEqual(claimed, Arrays.copyOfRange(derived, KEY_LENGTH, derived.length))) {
                return false;
            }
            Cipher gcm = crypto.decryptor(derived, blob, ivAt);
            gcm.updateAAD(binding.header);
            gcm.updateAAD(binding.context);
            gcm.doFinal(blob, bodyAt, blob.length - bodyAt, target, 0);
            return true;
        } catch (AEADBadTagException forged) {
            return false;
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("decryption failed", refused);
        }
    }

    private static byte[] randomNonce(CryptoContext crypto) {
        byte[] nonce = new byte[NONCE_LENGTH];
        crypto.random().nextBytes(nonce);
        return nonce;
    }

    /// K || C, in an array that the context wipes.
    private byte[] derive(CryptoContext crypto, SecretBytes secret, Binding binding, byte[] nonce) {
        byte[] context = Arrays.copyOf(nonce, NONCE_LENGTH + CryptoContext.MAC_LENGTH);
        byte[] aadHash = crypto.sha256(binding.header, binding.context);
        System.arraycopy(aadHash, 0, context, NONCE_LENGTH, aadHash.length);
        byte[] derived = crypto.derived();
        Kbkdf.derive(crypto, secret, purpose, context, derived);
        return derived;
    }
}
