package dev.keyhold.crypto;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/// An Ed25519 public key (RFC 8032), which verifies with the JDK alone. Immutable; safe for any thread.
public final class Ed25519PublicKey {

    /// Length in bytes.
    public static final int LENGTH = 32;

    /// The DER of a SubjectPublicKeyInfo up to the key (RFC 8410, section 4).
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final byte[] raw;
    private final PublicKey key;

    private Ed25519PublicKey(byte[] raw, PublicKey key) {
        this.raw = raw;
        this.key = key;
    }

    /// The key of its 32 bytes.
    ///
    /// @throws IllegalArgumentException if they are no point of the curve
    public static Ed25519PublicKey of(byte[] raw) {
        if (raw.length != LENGTH) {
            throw new IllegalArgumentException("an Ed25519 public key has 32 bytes, not " + raw.length);
        }
        byte[] x509 = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + LENGTH);
        System.arraycopy(raw, 0, x509, X509_PREFIX.length, LENGTH);
        try {
            PublicKey key = Providers.jdkEd25519Keys().generatePublic(new X509EncodedKeySpec(x509));
            // the factory takes any bytes; a verifier finds out whether they are a point of the curve
            verifier(key);
            return new Ed25519PublicKey(raw.clone(), key);
        } catch (GeneralSecurityException refused) {
            throw new IllegalArgumentException("not an Ed25519 public key", refused);
        }
    }

    static Ed25519PublicKey of(EdECPublicKey key) {
        byte[] x509 = key.getEncoded();
        return new Ed25519PublicKey(Arrays.copyOfRange(x509, x509.length - LENGTH, x509.length), key);
    }

    /// The 32 bytes, newly allocated.
    public byte[] toBytes() {
        return raw.clone();
    }

    /// Whether the signature is this key's over the message. A malformed signature is simply not one.
    public boolean verifies(byte[] message, byte[] signature) {
        try {
            Signature verifier = verifier(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException malformed) {
            return false;
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("Ed25519 did not verify", refused);
        }
    }

    private static Signature verifier(PublicKey key) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("Ed25519", "SunEC");
        verifier.initVerify(key);
        return verifier;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ed25519PublicKey that && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(raw);
    }

    /// The key in hex.
    @Override
    public String toString() {
        return HexFormat.of().formatHex(raw);
    }
}
