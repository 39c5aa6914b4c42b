package dev.keyhold.transparency;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// The bytes of an entry bundle (C2SP tlog-tiles): for each entry its length (2 bytes, big-endian) and its bytes.
public final class EntryBundle {
    private static final int MAX_ENTRY_BYTES = 0xFFFF;

    private EntryBundle() {}

    /// The bundle of 1 to 256 encoded envelopes.
    ///
    /// @throws LogFormatException if there are more or none, or one of them has no bytes or more than 65,535
    public static byte[] encode(List<byte[]> envelopes) {
        requireWidth(envelopes.size());
        int length = 0;
        for (byte[] envelope : envelopes) {
            requireLength(envelope.length);
            length += Short.BYTES + envelope.length;
        }
        ByteBuffer out = ByteBuffer.allocate(length);
        envelopes.forEach(envelope -> out.putShort((short) envelope.length).put(envelope));
        return out.array();
    }

    /// The envelopes of a bundle.
    ///
    /// @param width how many there must be, 1 to 256
    /// @throws LogFormatException if the bundle has fewer or more, or bytes left over
    public static List<byte[]> decode(byte[] bundle, int width) {
        requireWidth(width);
        ByteBuffer in = ByteBuffer.wrap(bundle);
        List<byte[]> envelopes = new ArrayList<>(width);
        while (envelopes.size() < width) {
            int length = in.remaining() < Short.BYTES ? 0 : Short.toUnsignedInt(in.getShort());
            requireLength(length);
            if (in.remaining() < length) {
                throw new LogFormatException("an entry bundle ends within an entry");
            }
            byte[] envelope = new byte[length];
            in.get(envelope);
            envelopes.add(envelope);
        }
        if (in.hasRemaining()) {
            throw new LogFormatException("an entry bundle has bytes after its last entry");
        }
        return envelopes;
    }

    static void requireWidth(int width) {
        if (width < 1 || width > TilePath.FULL_WIDTH) {
            throw new LogFormatException("a bundle has 1 to 256 entries");
        }
    }

    private static void requireLength(int length) {
        if (length == 0 || length > MAX_ENTRY_BYTES) {
            throw new LogFormatException("an entry of a bundle has 1 to 65,535 bytes");
        }
    }
}
