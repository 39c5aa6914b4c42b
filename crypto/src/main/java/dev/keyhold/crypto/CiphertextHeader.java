package dev.keyhold.crypto;

import java.nio.ByteBuffer;

/// The first 44 bytes of every ciphertext, from which key and material are found without a search. Published in
/// `docs/ciphertext-format.md`: magic(2) version(1) suite(1) deployment(8) keyId(16) materialId(16).
///
/// A parsed header is a claim: only opening the ciphertext authenticates it.
///
/// @param suite how the rest of the blob was made
/// @param deployment the installation that made it
/// @param keyId the KMS key, the 16 bytes of its UUID
/// @param materialId the material, in short form ([KeyMaterialId#shortForm()])
public record CiphertextHeader(Suite suite, long deployment, Id128 keyId, Id128 materialId) {

    /// Length in bytes.
    public static final int LENGTH = 44;

    /// No ciphertext is longer; AWS bounds CiphertextBlob to 6,144 bytes.
    public static final int MAXIMUM_BLOB_LENGTH = 6144;

    /// "KH". With version and suite behind it the base64 of a ciphertext begins with `S0gBAQ`.
    static final short MAGIC = 0x4B48;

    static final byte VERSION = 1;

    /// How the part behind the header was made.
    public enum Suite {
        /// KBKDF-CTR-HMAC-SHA256 with key commitment, then AES-256-GCM, in this process.
        SOFTWARE((byte) 1);

        private final byte code;

        Suite(byte code) {
            this.code = code;
        }

        static Suite ofCode(byte code) {
            for (Suite suite : values()) {
                if (suite.code == code) {
                    return suite;
                }
            }
            throw new InvalidCiphertextException();
        }
    }

    /// The header of a ciphertext made by [SymmetricEngine].
    public static CiphertextHeader software(long deployment, Id128 keyId, Id128 materialId) {
        return new CiphertextHeader(Suite.SOFTWARE, deployment, keyId, materialId);
    }

    /// Reads the header of a ciphertext.
    ///
    /// @throws InvalidCiphertextException if the blob is too short or too long, or its magic, version or suite unknown
    public static CiphertextHeader parse(byte[] blob) {
        if (blob.length < LENGTH || blob.length > MAXIMUM_BLOB_LENGTH) {
            throw new InvalidCiphertextException();
        }
        ByteBuffer source = ByteBuffer.wrap(blob);
        if (source.getShort() != MAGIC || source.get() != VERSION) {
            throw new InvalidCiphertextException();
        }
        return new CiphertextHeader(
                Suite.ofCode(source.get()), source.getLong(), Id128.read(source), Id128.read(source));
    }

    /// The 44 bytes, newly allocated.
    public byte[] toBytes() {
        ByteBuffer target = ByteBuffer.allocate(LENGTH);
        target.putShort(MAGIC).put(VERSION).put(suite.code).putLong(deployment);
        keyId.write(target);
        materialId.write(target);
        return target.array();
    }
}
