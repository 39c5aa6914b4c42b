package dev.keyhold.crypto;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// An encryption context, which a ciphertext is bound to but does not carry.
///
/// Its canonical form is a 32-bit number of pairs, then the pairs in ascending order of their keys' UTF-8 bytes
/// (unsigned), each as key and value with a 32-bit length before either; all numbers big endian. Two contexts share
/// their canonical form only if they are equal. Immutable.
public final class EncryptionContext {

    /// The most bytes that all keys and values may have together, in UTF-8.
    public static final int MAXIMUM_BYTES = 8192;

    /// No pairs.
    public static final EncryptionContext EMPTY = of(Map.of());

    private final byte[] canonical;

    private EncryptionContext(byte[] canonical) {
        this.canonical = canonical;
    }

    /// The context of these pairs; the map's own order does not matter.
    ///
    /// @throws IllegalArgumentException if a key or value holds a lone surrogate, or all together are longer than
    ///   [#MAXIMUM_BYTES]
    public static EncryptionContext of(Map<String, String> pairs) {
        TreeMap<byte[], byte[]> sorted = new TreeMap<>(Arrays::compareUnsigned);
        long size = 0;
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            size += (long) pair.getKey().length() + pair.getValue().length();
            refuseAbove(size);
            sorted.put(LengthPrefixed.utf8(pair.getKey()), LengthPrefixed.utf8(pair.getValue()));
        }
        LengthPrefixed form = new LengthPrefixed().number(sorted.size());
        size = 0;
        for (Map.Entry<byte[], byte[]> pair : sorted.entrySet()) {
            size += (long) pair.getKey().length + pair.getValue().length;
            refuseAbove(size);
            form.bytes(pair.getKey()).bytes(pair.getValue());
        }
        return new EncryptionContext(form.toByteArray());
    }

    private static void refuseAbove(long size) {
        if (size > MAXIMUM_BYTES) {
            throw new IllegalArgumentException("an encryption context has at most " + MAXIMUM_BYTES + " bytes");
        }
    }

    /// The canonical form, newly allocated.
    public byte[] canonical() {
        return canonical.clone();
    }

    /// The canonical form itself, for readers in this package.
    byte[] shared() {
        return canonical;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EncryptionContext that && Arrays.equals(canonical, that.canonical);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(canonical);
    }

    /// The length only: contexts appear in logs by decision of the audit record, never by accident.
    @Override
    public String toString() {
        return "EncryptionContext[" + canonical.length + " canonical bytes]";
    }
}
