package dev.keyhold.transparency;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;

/// The public half of a log key as an auditor keeps it: `<name>+<key id, 8 hex digits>+base64(0x01 || public key)`, the
/// form of Go's `sumdb/note` and of C2SP tools. `init` prints it; the auditor stores it where the server cannot reach.
///
/// @param name the key's name, equal to the log's origin
/// @param publicKey the 32 bytes of RFC 8032
public record VerifierKey(String name, Hash publicKey) {
    private static final byte ED25519 = 0x01;
    private static final int TYPED_KEY_BYTES = 1 + Hash.BYTES;

    /// @throws LogFormatException if the name is empty or has a space, plus or control character
    public VerifierKey {
        CanonicalText.requireName(name);
    }

    /// The key of a signer.
    public static VerifierKey of(NoteSigner signer) {
        return new VerifierKey(signer.name(), Hash.of(signer.publicKey()));
    }

    /// The key that this text is.
    ///
    /// @throws LogFormatException if the text is not canonical, its type is not Ed25519 or its key id does not belong
    ///   to it
    public static VerifierKey parse(String text) {
        String[] parts = text.split("\\+", 3);
        if (parts.length != 3) {
            throw new LogFormatException("a verifier key is name+id+key");
        }
        byte[] typedKey = CanonicalText.base64(parts[2]);
        if (typedKey.length != TYPED_KEY_BYTES || typedKey[0] != ED25519) {
            throw new LogFormatException("a verifier key is an Ed25519 key");
        }
        VerifierKey key = new VerifierKey(parts[0], Hash.at(typedKey, 1));
        if (!key.keyIdHex().equals(parts[1])) {
            throw new LogFormatException("the key id does not belong to name and key");
        }
        return key;
    }

    /// The first four bytes of SHA-256(name || 0x0A || 0x01 || public key), as C2SP signed-note prescribes.
    public int keyId() {
        MessageDigest sha256 = MerkleHasher.sha256Digest();
        sha256.update(CanonicalText.utf8(name));
        sha256.update((byte) '\n');
        sha256.update(typedKey());
        return ByteBuffer.wrap(sha256.digest()).getInt();
    }

    /// The text form.
    public String text() {
        return name + '+' + keyIdHex() + '+' + Base64.getEncoder().encodeToString(typedKey());
    }

    private String keyIdHex() {
        return HexFormat.of().toHexDigits(keyId());
    }

    private byte[] typedKey() {
        byte[] typed = new byte[TYPED_KEY_BYTES];
        typed[0] = ED25519;
        publicKey.writeTo(typed, 1);
        return typed;
    }
}
