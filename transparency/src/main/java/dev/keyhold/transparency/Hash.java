package dev.keyhold.transparency;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.HexFormat;

/// A SHA-256 value of 32 bytes: the hash of a leaf, of a node or of a tree, or an HMAC. Immutable.
///
/// It keeps four numbers and not an array, so it can be a record component and nobody can change it.
public final class Hash {
    /// The length in bytes.
    public static final int BYTES = 32;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN).withInvokeExactBehavior();

    private final long first;
    private final long second;
    private final long third;
    private final long fourth;

    private Hash(byte[] source, int offset) {
        first = (long) LONGS.get(source, offset);
        second = (long) LONGS.get(source, offset + 8);
        third = (long) LONGS.get(source, offset + 16);
        fourth = (long) LONGS.get(source, offset + 24);
    }

    /// The hash that these 32 bytes are.
    ///
    /// @throws LogFormatException if there are not exactly 32
    public static Hash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new LogFormatException("a hash has 32 bytes");
        }
        return new Hash(bytes, 0);
    }

    /// The hash at `offset` of a longer array.
    ///
    /// @throws LogFormatException if 32 bytes are not there
    public static Hash at(byte[] source, int offset) {
        if (offset < 0 || offset > source.length - BYTES) {
            throw new LogFormatException("a hash has 32 bytes");
        }
        return new Hash(source, offset);
    }

    /// The hash of this standard base64 text with padding (RFC 4648 section 4).
    ///
    /// @throws LogFormatException if it is not the canonical encoding of 32 bytes
    public static Hash ofBase64(String text) {
        return of(CanonicalText.base64(text));
    }

    /// A fresh array of the 32 bytes.
    public byte[] bytes() {
        byte[] out = new byte[BYTES];
        writeTo(out, 0);
        return out;
    }

    /// Writes the 32 bytes into `target` from `offset` on.
    public void writeTo(byte[] target, int offset) {
        LONGS.set(target, offset, first);
        LONGS.set(target, offset + 8, second);
        LONGS.set(target, offset + 16, third);
        LONGS.set(target, offset + 24, fourth);
    }

    /// Standard base64 with padding, as in a checkpoint.
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes());
    }

    /// Equal bytes; the time does not depend on where two hashes differ.
    @Override
    public boolean equals(Object other) {
        return other instanceof Hash that
                && ((first ^ that.first) | (second ^ that.second) | (third ^ that.third) | (fourth ^ that.fourth)) == 0;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(first);
    }

    /// Lower-case hexadecimal.
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes());
    }
}
