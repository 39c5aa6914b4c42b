package dev.keyhold.transparency;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/// One signature line of a C2SP signed-note: `— <key name> base64(key id || signature)`.
///
/// @param keyName the name of the key, without spaces or plus
/// @param base64 the canonical base64 of four bytes of key id and at least one of signature
public record NoteSignature(String keyName, String base64) {
    private static final int KEY_ID_BYTES = 4;

    /// @throws LogFormatException if the name or the base64 is not as described
    public NoteSignature {
        CanonicalText.requireName(keyName);
        if (CanonicalText.base64(base64).length <= KEY_ID_BYTES) {
            throw new LogFormatException("a signature line has a key id and a signature");
        }
    }

    static NoteSignature of(String keyName, int keyId, byte[] signature) {
        byte[] bytes = ByteBuffer.allocate(KEY_ID_BYTES + signature.length).putInt(keyId).put(signature).array();
        return new NoteSignature(keyName, Base64.getEncoder().encodeToString(bytes));
    }

    /// The first four bytes of the key's hash, see [VerifierKey#keyId].
    public int keyId() {
        return ByteBuffer.wrap(Base64.getDecoder().decode(base64)).getInt();
    }

    /// A fresh array of the bare signature.
    public byte[] signature() {
        byte[] bytes = Base64.getDecoder().decode(base64);
        return Arrays.copyOfRange(bytes, KEY_ID_BYTES, bytes.length);
    }
}
