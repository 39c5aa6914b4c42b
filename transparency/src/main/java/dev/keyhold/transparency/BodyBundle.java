package dev.keyhold.transparency;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// The bytes of a body bundle, beside the entry bundle of the same number. For each entry either `0x01 salt(16)
/// length(4, big-endian) record`, or `0x00` where the record is gone.
public final class BodyBundle {
    private static final byte DROPPED = 0x00;
    private static final byte KEPT = 0x01;
    private static final int KEPT_HEADER = RecordCommitment.SALT_BYTES + Integer.BYTES;

    private BodyBundle() {}

    /// The bundle of 1 to 256 bodies.
    ///
    /// @throws LogFormatException if there are more or none
    public static byte[] encode(List<EntryBody> bodies) {
        EntryBundle.requireWidth(bodies.size());
        ByteBuffer out = ByteBuffer.allocate(bodies.stream().mapToInt(BodyBundle::encodedLength).sum());
        for (EntryBody body : bodies) {
            switch (body) {
                case EntryBody.Dropped _ -> out.put(DROPPED);
                case EntryBody.Kept kept ->
                        out.put(KEPT).put(kept.salt()).putInt(kept.record().length).put(kept.record());
            }
        }
        return out.array();
    }

    /// The bodies of a bundle.
    ///
    /// @param width how many there must be, 1 to 256
    /// @throws LogFormatException if the bundle has fewer or more, an unknown mark, or bytes left over
    public static List<EntryBody> decode(byte[] bundle, int width) {
        EntryBundle.requireWidth(width);
        ByteBuffer in = ByteBuffer.wrap(bundle);
        List<EntryBody> bodies = new ArrayList<>(width);
        while (bodies.size() < width) {
            bodies.add(next(in));
        }
        if (in.hasRemaining()) {
            throw new LogFormatException("a body bundle has bytes after its last body");
        }
        return bodies;
    }

    private static EntryBody next(ByteBuffer in) {
        byte mark = in.hasRemaining() ? in.get() : -1;
        if (mark == DROPPED) {
            return EntryBody.dropped();
        }
        if (mark != KEPT || in.remaining() < KEPT_HEADER) {
            throw new LogFormatException("a body is 0x00, or 0x01, salt, length and record");
        }
        byte[] salt = new byte[RecordCommitment.SALT_BYTES];
        in.get(salt);
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new LogFormatException("a body bundle ends within a record");
        }
        byte[] record = new byte[length];
        in.get(record);
        return EntryBody.of(salt, record);
    }

    private static int encodedLength(EntryBody body) {
        return switch (body) {
            case EntryBody.Dropped _ -> 1;
            case EntryBody.Kept kept -> 1 + KEPT_HEADER + kept.record().length;
        };
    }
}
