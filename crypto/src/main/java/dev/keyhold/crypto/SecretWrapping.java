package dev.keyhold.crypto;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Wraps secrets for the store, with the construction of the ciphertexts and the row's identity in place of the
/// encryption context, so that rows cannot be swapped.
///
/// A wrapped secret is 84 bytes longer than the secret: magic(2) version(1) suite(1) wrappingKey(4), then as in a
/// ciphertext N(16) C(32) IV(12) CT T(16). Its magic and its derivation label are its own: it can never pass for a
/// ciphertext nor a ciphertext for it, not even under the same key. Threads: safe.
public final class SecretWrapping {

    /// The number of the root key, which wraps domain keys. Domain keys count from 1 and wrap everything else.
    public static final int ROOT_KEY = 0;

    /// Length of a wrapping key in bytes.
    public static final int KEY_LENGTH = 32;

    /// Bytes that a wrapped secret is longer than the secret.
    public static final int OVERHEAD = 8 + CommittedAead.OVERHEAD;

    /// The longest secret, in bytes.
    public static final int MAXIMUM_SECRET_LENGTH = CryptoContext.SCRATCH_LENGTH;

    private static final int HEADER_LENGTH = 8;

    /// "KW", version 1, suite 1.
    private static final int FORM = 0x4B57_0101;

    private final CryptoPool pool;
    private final CommittedAead aead;

    /// @param pool does the work and draws N and IV
    public SecretWrapping(CryptoPool pool) {
        this.pool = pool;
        this.aead = new CommittedAead(pool, Kbkdf.Purpose.WRAPPING);
    }

    /// Wraps a secret.
    ///
    /// @param keyId the number of the wrapping key, which the result carries in the clear
    /// @param key the wrapping key
    /// @param row where the result will be stored
    /// @param secret at most [#MAXIMUM_SECRET_LENGTH] bytes; stays open
    public byte[] wrap(int keyId, SecretBytes key, RowIdentity row, SecretBytes secret) {
        refuseOtherKey(key);
        byte[] header = ByteBuffer.allocate(HEADER_LENGTH).putInt(FORM).putInt(keyId).array();
        CommittedAead.Binding binding = new CommittedAead.Binding(header, row.shared());
        try (CryptoContext crypto = pool.borrow()) {
            byte[] plaintext = crypto.scratch(secret.length());
            secret.copyTo(plaintext, 0);
            return aead.seal(key, binding, plaintext, secret.length());
        }
    }

    /// Opens a wrapped secret.
    ///
    /// @param keys finds a wrapping key by its number, or null
    /// @param row where it was stored
    /// @throws CorruptSecretException if it is not what [#wrap] made for this row with one of these keys
    public SecretBytes unwrap(IntFunction<@Nullable SecretBytes> keys, RowIdentity row, byte[] wrapped) {
        int length = wrapped.length - OVERHEAD;
        if (length < 1 || length > MAXIMUM_SECRET_LENGTH || ByteBuffer.wrap(wrapped).getInt() != FORM) {
            throw new CorruptSecretException(row);
        }
        SecretBytes key = keys.apply(keyId(wrapped));
        if (key == null) {
            throw new CorruptSecretException(row);
        }
        refuseOtherKey(key);
        CommittedAead.Binding binding = new CommittedAead.Binding(Arrays.copyOf(wrapped, HEADER_LENGTH), row.shared());
        try (CryptoContext crypto = pool.borrow()) {
            byte[] plaintext = crypto.scratch(length);
            if (!aead.open(key, binding, wrapped, plaintext)) {
                throw new CorruptSecretException(row);
            }
            return SecretBytes.copyOf(plaintext, 0, length);
        }
    }

    /// The number of the key that wrapped this, for re-wrapping after a rotation. It is a claim until the secret opens.
    ///
    /// @throws IllegalArgumentException if it is not a wrapped secret
    public static int wrappingKeyId(byte[] wrapped) {
        if (wrapped.length <= OVERHEAD || ByteBuffer.wrap(wrapped).getInt() != FORM) {
            throw new IllegalArgumentException("not a wrapped secret");
        }
        return keyId(wrapped);
    }

    private static int keyId(byte[] wrapped) {
        return ByteBuffer.wrap(wrapped).getInt(4);
    }

    private static void refuseOtherKey(SecretBytes key) {
        if (key.length() != KEY_LENGTH) {
            throw new IllegalArgumentException("a wrapping key has 32 bytes, not " + key.length());
        }
    }
}
