package dev.keyhold.transparency.verify;

import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Goes through the bundles one after the other and then through the tail. It holds one bundle open at a time.
final class TiledCursor implements EntryCursor {
    private final LogFiles files;
    private final @Nullable LogTail tail;
    private final long size;
    private final Consumer<Problem> problems;
    private @Nullable BundleCursor bundle;
    private @Nullable EntryCursor tailEntries;
    private long position;

    TiledCursor(LogFiles files, @Nullable LogTail tail, long size, Consumer<Problem> problems) {
        this.files = files;
        this.tail = tail;
        this.size = size;
        this.problems = problems;
    }

    @Override
    public StoredEntry next() throws IOException {
        if (tail != null && position >= tail.start()) {
            return nextOfTail(tail);
        }
        BundleCursor current = bundle;
        if (current == null || !current.hasNext()) {
            close();
            long number = position / TileName.FULL;
            current = new BundleCursor(files, number, TileName.width(0, number, size), problems);
            bundle = current;
        }
        position++;
        return current.next();
    }

    private StoredEntry nextOfTail(LogTail from) throws IOException {
        if (tailEntries == null) {
            tailEntries = from.entries();
        }
        position++;
        return tailEntries.next();
    }

    @Override
    public void close() throws IOException {
        if (bundle != null) {
            bundle.close();
            bundle = null;
        }
        if (tailEntries != null) {
            tailEntries.close();
        }
    }
}
