package dev.keyhold.crypto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.SecretKey;

/// A key for one use of a cipher or MAC, which can take back every copy that it gave away.
///
/// Providers ask for the encoding, keep the array and wipe it late or never. Every caller gets a fresh copy, because
/// some zero the array that they are given and some compare it with the one they had before; [#wipe()] then zeroes all
/// of them. A key is never used twice: Corretto takes the same object for the same key. For one thread.
final class TransientKey implements SecretKey {

    private static final long serialVersionUID = 1;

    private final String algorithm;
    private final transient byte[] source;
    private final int length;
    private final transient List<byte[]> copies = new ArrayList<>(2);

    /// A key that reads the first `length` bytes of `source`, which stays the caller's to wipe.
    TransientKey(String algorithm, byte[] source, int length) {
        this.algorithm = algorithm;
        this.source = source;
        this.length = length;
    }

    @Override
    public String getAlgorithm() {
        return algorithm;
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    @Override
    public byte[] getEncoded() {
        byte[] copy = Arrays.copyOf(source, length);
        copies.add(copy);
        return copy;
    }

    /// Zeroes every copy given away.
    void wipe() {
        for (byte[] copy : copies) {
            Arrays.fill(copy, (byte) 0);
        }
    }
}
