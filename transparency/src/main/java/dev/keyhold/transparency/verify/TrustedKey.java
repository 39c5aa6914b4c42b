package dev.keyhold.transparency.verify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// The public key of a log, from the auditor's own file and never from the server: `<name>+<key id>+<base64>` as
/// `keyhold init` prints it. Immutable.
public final class TrustedKey {
    private static final int KEY_ID_BYTES = 4;
    private static final int ED25519 = 1;

    /// SubjectPublicKeyInfo of Ed25519 up to the key itself (RFC 8410 section 4).
    private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final byte[] keyId;
    private final PublicKey publicKey;

    private TrustedKey(String name, byte[] keyId, PublicKey publicKey) {
        this.name = name;
        this.keyId = keyId;
        this.publicKey = publicKey;
    }

    /// The key that this text is.
    ///
    /// @param text without line end
    /// @throws IllegalArgumentException if it is not the canonical text of an Ed25519 key, or its key id is not the
    ///   right one
    public static TrustedKey parse(String text) {
        int idAt = text.indexOf('+') + 1;
        int keyAt = text.indexOf('+', idAt) + 1;
        if (idAt < 2 || keyAt != idAt + 2 * KEY_ID_BYTES + 1) {
            throw new IllegalArgumentException("a key is name+id+key");
        }
        String name = text.substring(0, idAt - 1);
        byte[] typedKey = strictBase64(text.substring(keyAt));
        if (typedKey.length != 33 || typedKey[0] != ED25519 || !NoteText.isKeyName(name)) {
            throw new IllegalArgumentException("not an Ed25519 key with a name");
        }
        byte[] hash = new Sha256().of((name + "\n").getBytes(StandardCharsets.UTF_8), typedKey);
        byte[] keyId = Arrays.copyOf(hash, KEY_ID_BYTES);
        if (!HexFormat.of().formatHex(keyId).equals(text.substring(idAt, keyAt - 1))) {
            throw new IllegalArgumentException("the key id does not belong to name and key");
        }
        return new TrustedKey(name, keyId, ed25519(typedKey));
    }

    /// The key's name, which is the origin of the log.
    public String name() {
        return name;
    }

    /// Whether a signature line claims to be by this key.
    boolean isNamedBy(String keyName, byte[] idAndSignature) {
        return keyName.equals(name)
                && idAndSignature.length >= KEY_ID_BYTES
                && Arrays.equals(idAndSignature, 0, KEY_ID_BYTES, keyId, 0, KEY_ID_BYTES);
    }

    /// Whether the bytes after the key id are an Ed25519 signature of this key over `text` (RFC 8032).
    boolean verifies(byte[] text, byte[] idAndSignature) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(publicKey);
            ed25519.update(text);
            return ed25519.verify(Arrays.copyOfRange(idAndSignature, KEY_ID_BYTES, idAndSignature.length));
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    static byte[] strictBase64(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
            throw new IllegalArgumentException("base64 that is not canonical");
        }
        return bytes;
    }

    private static PublicKey ed25519(byte[] typedKey) {
        byte[] spki = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + typedKey.length - 1);
        System.arraycopy(typedKey, 1, spki, SPKI_PREFIX.length, typedKey.length - 1);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a point of Ed25519");
        }
    }

    @Override
    public String toString() {
        return name + '+' + HexFormat.of().formatHex(keyId);
    }
}
