package dev.keyhold.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// A cipher, a MAC, a generator and scratch space, borrowed from the [CryptoPool] by one thread for one operation.
///
/// Closing it makes everything forget: the scratch space is zeroed, and cipher and MAC are given an all-zero key,
/// because a provider overwrites what it keeps of a key only when it gets another. The objects are used again rather
/// than made again, so the collector soon stops moving them, and moving is copying.
final class CryptoContext implements AutoCloseable {

    /// Bytes of scratch space; nothing that is wrapped or used as a key here is longer.
    static final int SCRATCH_LENGTH = CiphertextHeader.MAXIMUM_BLOB_LENGTH;

    static final int MAC_LENGTH = 32;
    static final int IV_LENGTH = 12;
    static final int TAG_LENGTH = 16;

    private static final int TAG_BITS = 8 * TAG_LENGTH;
    private static final SecretKey ZERO_MAC_KEY = new SecretKeySpec(new byte[32], "HmacSHA256");
    private static final SecretKey ZERO_AES_KEY = new SecretKeySpec(new byte[32], "AES");
    private static final GCMParameterSpec ZERO_IV = new GCMParameterSpec(TAG_BITS, new byte[IV_LENGTH]);

    private final CryptoPool pool;
    private final Mac mac;
    private final Cipher gcm;
    private final MessageDigest sha256;
    private final SecureRandom random;
    private final byte[] scratch = new byte[SCRATCH_LENGTH];
    private final byte[] derived = new byte[2 * MAC_LENGTH];
    private final byte[] macKeyCopy = new byte[MAC_LENGTH];
    private boolean lent = true;
    private int scratchUsed;
    private @Nullable TransientKey macKey;
    private @Nullable TransientKey gcmKey;

    CryptoContext(CryptoPool pool, Providers providers) {
        this.pool = pool;
        try {
            this.mac = providers.hmacSha256();
            this.gcm = providers.aesGcm();
            this.sha256 = MessageDigest.getInstance("SHA-256", "SUN");
            this.random = providers.random();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("a required algorithm is missing", missing);
        }
    }

    /// This context, which its pool lends again.
    CryptoContext lend() {
        lent = true;
        return this;
    }

    /// Computes something under a zero key, so that everything that providers allocate once is allocated.
    void exercise() throws GeneralSecurityException {
        keyMac(scratch(MAC_LENGTH), MAC_LENGTH);
        mac(scratch, derived, 0);
        sha256(scratch, scratch);
        encryptor(scratch, null).doFinal(scratch, 0, TAG_LENGTH);
    }

    /// This context's own generator.
    SecureRandom random() {
        return random;
    }

    /// The scratch space, of which the first `length` bytes are zeroed when the context closes.
    ///
    /// @throws IllegalArgumentException if it is not that long
    byte[] scratch(int length) {
        if (length > SCRATCH_LENGTH) {
            throw new IllegalArgumentException("more than " + SCRATCH_LENGTH + " bytes: " + length);
        }
        scratchUsed = Math.max(scratchUsed, length);
        return scratch;
    }

    /// 64 bytes for derived keys, zeroed when the context closes.
    byte[] derived() {
        return derived;
    }

    /// SHA-256 of the two arrays one after the other.
    byte[] sha256(byte[] first, byte[] second) {
        sha256.update(first);
        return sha256.digest(second);
    }

    /// Keys the MAC. Overwrites the scratch space.
    void keyMac(SecretBytes secret) {
        byte[] source = scratch(secret.length());
        secret.copyTo(source, 0);
        keyMac(source, secret.length());
        Arrays.fill(source, 0, secret.length(), (byte) 0);
    }

    /// Keys the MAC with the start of an array, which the caller wipes.
    void keyMac(byte[] source, int length) {
        forgetMacKey();
        TransientKey fresh =
                length == macKeyCopy.length
                        ? TransientKey.reusing(macKeyCopy, ZERO_MAC_KEY.getAlgorithm(), source)
                        : TransientKey.copying(ZERO_MAC_KEY.getAlgorithm(), source, length);
        macKey = fresh;
        try {
            mac.init(fresh);
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("HMAC refused its key", refused);
        }
    }

    /// Writes HMAC-SHA-256 of the data, 32 bytes, under the key given last.
    void mac(byte[] data, byte[] target, int offset) {
        byte[] code = mac.doFinal(data);
        System.arraycopy(code, 0, target, offset, MAC_LENGTH);
        Arrays.fill(code, (byte) 0);
    }

    /// AES-256-GCM ready to encrypt. Without an IV, which is the rule, the provider draws it from this context's
    /// generator.
    Cipher encryptor(byte[] key, byte @Nullable [] fixedIv) throws GeneralSecurityException {
        TransientKey fresh = freshGcmKey(key);
        if (fixedIv == null) {
            gcm.init(Cipher.ENCRYPT_MODE, fresh, random);
        } else {
            gcm.init(Cipher.ENCRYPT_MODE, fresh, new GCMParameterSpec(TAG_BITS, fixedIv));
        }
        return gcm;
    }

    /// AES-256-GCM ready to decrypt.
    Cipher decryptor(byte[] key, byte[] blob, int ivOffset) throws GeneralSecurityException {
        gcm.init(Cipher.DECRYPT_MODE, freshGcmKey(key), new GCMParameterSpec(TAG_BITS, blob, ivOffset, IV_LENGTH));
        return gcm;
    }

    private TransientKey freshGcmKey(byte[] key) {
        forgetGcmKey();
        TransientKey fresh = TransientKey.copying(ZERO_AES_KEY.getAlgorithm(), key, 32);
        gcmKey = fresh;
        return fresh;
    }

    private void forgetMacKey() {
        if (macKey != null) {
            macKey.wipe();
            macKey = null;
        }
    }

    private void forgetGcmKey() {
        if (gcmKey != null) {
            gcmKey.wipe();
            gcmKey = null;
        }
    }

    /// Forgets everything and goes back to the pool.
    ///
    /// @throws IllegalStateException if it is there already: lent to two threads it would mix their keys
    @Override
    public void close() {
        if (!lent) {
            throw new IllegalStateException("the context has been given back before");
        }
        lent = false;
        Arrays.fill(scratch, 0, scratchUsed, (byte) 0);
        scratchUsed = 0;
        Arrays.fill(derived, (byte) 0);
        try {
            if (macKey != null) {
                mac.init(ZERO_MAC_KEY);
                // Corretto takes a new key to its working state only when it computes
                mac.doFinal();
                forgetMacKey();
            }
            if (gcmKey != null) {
                gcm.init(Cipher.DECRYPT_MODE, ZERO_AES_KEY, ZERO_IV);
                forgetGcmKey();
            }
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("a cipher did not take another key", refused);
        }
        pool.giveBack(this);
    }
}
