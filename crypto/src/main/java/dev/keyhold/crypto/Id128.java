package dev.keyhold.crypto;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/// Sixteen bytes as a value: a key id, or the short form of a [KeyMaterialId].
///
/// @param high bytes 0 to 7, big endian
/// @param low bytes 8 to 15, big endian
public record Id128(long high, long low) {

    /// Length in bytes.
    public static final int LENGTH = 16;

    /// The value of sixteen bytes.
    ///
    /// @throws IllegalArgumentException on any other length
    public static Id128 of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("an id has 16 bytes, not " + bytes.length);
        }
        return read(ByteBuffer.wrap(bytes));
    }

    static Id128 read(ByteBuffer source) {
        return new Id128(source.getLong(), source.getLong());
    }

    void write(ByteBuffer target) {
        target.putLong(high).putLong(low);
    }

    /// The sixteen bytes, newly allocated.
    public byte[] toBytes() {
        return ByteBuffer.allocate(LENGTH).putLong(high).putLong(low).array();
    }

    /// 32 lower-case hex digits.
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low);
    }
}
