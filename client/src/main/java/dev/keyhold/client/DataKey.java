package dev.keyhold.client;

import java.util.Arrays;

/// A data key in the clear together with its wrapped form. Closing it overwrites the key.
///
/// Not thread-safe; lives for one message.
public final class DataKey implements AutoCloseable {
    /// Length of a data key: 256 bits.
    public static final int BYTES = 32;

    private final byte[] key;
    private final WrappedDataKey wrapped;

    /// Takes the key over: the caller's array becomes this object's and is overwritten when it closes.
    ///
    /// @throws IllegalArgumentException if the key is not 32 bytes, which are overwritten then
    public DataKey(byte[] key, WrappedDataKey wrapped) {
        if (key.length != BYTES) {
            Arrays.fill(key, (byte) 0);
            throw new IllegalArgumentException("a data key is " + BYTES + " bytes");
        }
        this.key = key;
        this.wrapped = wrapped;
    }

    public WrappedDataKey wrapped() {
        return wrapped;
    }

    /// The key itself, valid until this closes; not a copy.
    byte[] bytes() {
        return key;
    }

    @Override
    public void close() {
        Arrays.fill(key, (byte) 0);
    }

    @Override
    public String toString() {
        return "DataKey[" + BYTES + " bytes]";
    }
}
