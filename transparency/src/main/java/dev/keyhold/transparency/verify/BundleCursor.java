package dev.keyhold.transparency.verify;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the entry bundle and the body bundle of one number side by side, an entry at a time. A fault in one of the two
/// files ends that file, is reported once, and leaves the other readable.
final class BundleCursor implements Closeable {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int SALT_BYTES = 16;
    private static final int MAX_RECORD_BYTES = 1 << 20;
    private static final int DROPPED = 0;
    private static final int KEPT = 1;

    private final String entriesName;
    private final String bodiesName;
    private final Consumer<Problem> problems;
    private @Nullable DataInputStream entries;
    private @Nullable DataInputStream bodies;
    private long position;
    private int left;

    BundleCursor(LogFiles files, long number, int width, Consumer<Problem> problems) {
        this.problems = problems;
        entriesName = TileName.entries(number, width);
        bodiesName = TileName.bodies(number, width);
        position = number * TileName.FULL;
        left = width;
        entries = open(files, entriesName);
        bodies = open(files, bodiesName);
    }

    boolean hasNext() {
        return left > 0;
    }

    StoredEntry next() {
        left--;
        byte[] envelope = nextEnvelope();
        StoredEntry entry = nextBody(envelope);
        position++;
        return envelope == null ? StoredEntry.unreadable() : entry;
    }

    private byte @Nullable [] nextEnvelope() {
        if (entries == null) {
            return null;
        }
        try {
            byte[] envelope = bytes(entries, entries.readUnsignedShort());
            requireEndAfterLast(entries);
            return envelope;
        } catch (IOException e) {
            report(entriesName, e);
            entries = close(entries);
            return null;
        }
    }

    private StoredEntry nextBody(byte @Nullable [] envelope) {
        byte[] known = envelope == null ? new byte[0] : envelope;
        if (bodies == null) {
            return StoredEntry.withUnreadableBody(known);
        }
        try {
            StoredEntry entry = readBody(bodies, known);
            requireEndAfterLast(bodies);
            return entry;
        } catch (IOException e) {
            report(bodiesName, e);
            bodies = close(bodies);
            return StoredEntry.withUnreadableBody(known);
        }
    }

    private static StoredEntry readBody(DataInputStream in, byte[] envelope) throws IOException {
        int mark = in.readUnsignedByte();
        if (mark == DROPPED) {
            return StoredEntry.withoutBody(envelope);
        }
        if (mark != KEPT) {
            throw new IOException("a body starts with an unknown mark");
        }
        byte[] salt = bytes(in, SALT_BYTES);
        int length = in.readInt();
        if (length < 1 || length > MAX_RECORD_BYTES) {
            throw new IOException("a record has an impossible length");
        }
        return StoredEntry.of(envelope, salt, bytes(in, length));
    }

    private static byte[] bytes(DataInputStream in, int length) throws IOException {
        if (length == 0) {
            throw new IOException("an entry without bytes");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private void requireEndAfterLast(DataInputStream in) throws IOException {
        if (left == 0 && in.read() >= 0) {
            throw new IOException("bytes after the last entry");
        }
    }

    private @Nullable DataInputStream open(LogFiles files, String name) {
        try {
            return new DataInputStream(new BufferedInputStream(files.open(name), BUFFER_BYTES));
        } catch (IOException e) {
            report(name, e);
            return null;
        }
    }

    private void report(String name, IOException e) {
        problems.accept(FileProblem.of(name, position, e));
    }

    private static @Nullable DataInputStream close(DataInputStream in) {
        try {
            in.close();
        } catch (IOException _) {
            // nothing is written: closing cannot lose anything
        }
        return null;
    }

    @Override
    public void close() {
        entries = entries == null ? null : close(entries);
        bodies = bodies == null ? null : close(bodies);
    }
}
