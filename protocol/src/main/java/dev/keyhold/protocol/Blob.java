package dev.keyhold.protocol;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;

/// The bytes of one message member, base64 on the wire: a plaintext, a ciphertext, an attestation document.
///
/// Immutable and safe for use by many threads. Comparison takes the same time wherever the first difference lies, and
/// the text form gives the length only, because the bytes may be a secret.
public final class Blob {

    private final byte[] bytes;

    private Blob(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A blob with a copy of these bytes.
    public static Blob of(byte[] bytes) {
        return new Blob(bytes.clone());
    }

    /// A blob that takes the array over without a copy. The caller gives it up: it must neither write to it nor scrub
    /// it while the blob lives.
    public static Blob wrap(byte[] bytes) {
        return new Blob(Objects.requireNonNull(bytes));
    }

    /// A copy of the bytes, which the caller may scrub.
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /// Copies all bytes to `target` from `offset` on.
    ///
    /// @throws IndexOutOfBoundsException if they do not fit
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, bytes.length);
    }

    /// The number of bytes.
    public int length() {
        return bytes.length;
    }

    /// The bytes themselves, for the codec, which only reads them.
    byte[] shared() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Blob blob && MessageDigest.isEqual(bytes, blob.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Blob[" + bytes.length + " bytes]";
    }
}
