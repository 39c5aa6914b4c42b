package dev.keyhold.crypto;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The public name of a key material: 32 bytes derived from material and key id, so that the same material under the
/// same key has the same name and a name tells nothing about the material.
///
/// @param hex 64 lower-case hex digits, as AWS writes a KeyMaterialId
public record KeyMaterialId(String hex) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");
    private static final int LENGTH = 32;

    /// @throws IllegalArgumentException if it is not 64 lower-case hex digits
    public KeyMaterialId {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a key material id");
        }
    }

    /// The name of a material: KBKDF(material, "keyhold/kms/material-id/v1", keyId), 256 bits.
    ///
    /// @param material the material
    /// @param keyId the 16 bytes of the key's UUID
    public static KeyMaterialId of(SecretBytes material, byte[] keyId) {
        return of(CryptoPool.shared(), material, Id128.of(keyId));
    }

    static KeyMaterialId of(CryptoPool pool, SecretBytes material, Id128 keyId) {
        byte[] name = new byte[LENGTH];
        try (CryptoContext crypto = pool.borrow()) {
            Kbkdf.derive(crypto, material, Kbkdf.Purpose.MATERIAL_ID, keyId.toBytes(), name);
        }
        return new KeyMaterialId(HexFormat.of().formatHex(name));
    }

    /// The first 16 bytes, which ciphertexts carry.
    public Id128 shortForm() {
        return Id128.of(Arrays.copyOf(HexFormat.of().parseHex(hex), Id128.LENGTH));
    }

    /// The 64 hex digits.
    @Override
    public String toString() {
        return hex;
    }
}
