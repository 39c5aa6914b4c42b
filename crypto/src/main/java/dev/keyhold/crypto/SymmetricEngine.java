package dev.keyhold.crypto;

import java.util.Arrays;

/// Encrypts and decrypts under a KMS key's material, in the published format (`docs/ciphertext-format.md`).
///
/// Nobody can supply a nonce or an IV. A ciphertext is 120 bytes longer than its plaintext and at most 6,144 bytes.
/// Whether the key may be used is the caller's decision. Threads: safe.
public final class SymmetricEngine {

    /// Bytes that a ciphertext is longer than its plaintext.
    public static final int OVERHEAD = CiphertextHeader.LENGTH + CommittedAead.OVERHEAD;

    /// Length of a material in bytes.
    public static final int MATERIAL_LENGTH = 32;

    private final CommittedAead aead;

    /// @param pool does the work and draws N and IV
    public SymmetricEngine(CryptoPool pool) {
        this.aead = new CommittedAead(pool, Kbkdf.Purpose.CIPHERTEXT);
    }

    /// Encrypts.
    ///
    /// @param material of [#MATERIAL_LENGTH] bytes, the one that the header names
    /// @param plaintext not changed, and the caller's to wipe
    /// @throws IllegalArgumentException if the material is of another length, or the ciphertext would be longer than
    ///   [CiphertextHeader#MAXIMUM_BLOB_LENGTH]
    public byte[] encrypt(SecretBytes material, CiphertextHeader header, EncryptionContext context, byte[] plaintext) {
        refuseOtherMaterial(material);
        if (plaintext.length > CiphertextHeader.MAXIMUM_BLOB_LENGTH - OVERHEAD) {
            throw new IllegalArgumentException("the plaintext is too long: " + plaintext.length + " bytes");
        }
        CommittedAead.Binding binding = new CommittedAead.Binding(header.toBytes(), context.shared());
        return aead.seal(material, binding, plaintext, plaintext.length);
    }

    /// Decrypts.
    ///
    /// @param material the one that the ciphertext's header names
    /// @return the plaintext, given away to the caller
    /// @throws InvalidCiphertextException if the blob is not exactly what [#encrypt] made with this material and
    ///   context
    /// @throws IllegalArgumentException if the material is of another length
    public byte[] decrypt(SecretBytes material, EncryptionContext context, byte[] blob) {
        refuseOtherMaterial(material);
        CiphertextHeader.parse(blob);
        if (blob.length < OVERHEAD) {
            throw new InvalidCiphertextException();
        }
        byte[] header = Arrays.copyOf(blob, CiphertextHeader.LENGTH);
        byte[] plaintext = new byte[blob.length - OVERHEAD];
        if (!aead.open(material, new CommittedAead.Binding(header, context.shared()), blob, plaintext)) {
            throw new InvalidCiphertextException();
        }
        return plaintext;
    }

    private static void refuseOtherMaterial(SecretBytes material) {
        if (material.length() != MATERIAL_LENGTH) {
            throw new IllegalArgumentException("symmetric material has 32 bytes, not " + material.length());
        }
    }
}
