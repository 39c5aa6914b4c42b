package dev.keyhold.crypto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/// A key for one use of a cipher or MAC, which takes back every copy that it gave away.
///
/// Providers ask for the encoding, keep the array and wipe it late or never; [#wipe()] zeroes it for them. A key object
/// is never used twice, as Corretto takes the same object for the same key. For one thread.
final class TransientKey implements SecretKey {

    private static final long serialVersionUID = 1;

    private final String algorithm;
    private final transient byte[] source;
    private final int length;
    private final transient byte @Nullable [] reused;
    private final transient List<byte[]> copies = new ArrayList<>(2);

    private TransientKey(String algorithm, byte[] source, int length, byte @Nullable [] reused) {
        this.algorithm = algorithm;
        this.source = source;
        this.length = length;
        this.reused = reused;
    }

    /// A key of the first `length` bytes of `source`, which must stay unchanged until the key is in use. Every reader
    /// gets a copy of its own, which a cipher needs: the JDK's AES-GCM compares the array with the one it had before
    /// and then zeroes the latter.
    static TransientKey copying(String algorithm, byte[] source, int length) {
        return new TransientKey(algorithm, source, length, null);
    }

    /// A key as long as the array `reused`, which every reader gets. It is for MACs, which do not compare arrays, and
    /// keeps their keys out of new objects, which the collector moves.
    static TransientKey reusing(byte[] reused, String algorithm, byte[] source) {
        return new TransientKey(algorithm, source, reused.length, reused);
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
        byte[] copy = reused == null ? new byte[length] : reused;
        System.arraycopy(source, 0, copy, 0, length);
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
