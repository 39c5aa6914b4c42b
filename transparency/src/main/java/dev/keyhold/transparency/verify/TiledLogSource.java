package dev.keyhold.transparency.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A log in the layout of `docs/log-format.md`: `checkpoint`, `tile/<level>/…`, `tile/entries/…` and `bodies/…`, either
/// whole (an export, a mirror) or as full bundles with a [LogTail] (the storage of a running node).
///
/// A file that the layout does not have at the size of the checkpoint is reported, so is a file with bytes too many or
/// too few. Not thread-safe.
public final class TiledLogSource implements LogSource {
    private static final int MAX_CHECKPOINT_BYTES = 1 << 20;
    private static final int HASH_BYTES = 32;

    private final LogFiles files;
    private final @Nullable LogTail tail;

    private TiledLogSource(LogFiles files, @Nullable LogTail tail) {
        this.files = files;
        this.tail = tail;
    }

    /// The complete log below a directory, read offline. Symbolic links below it are not followed.
    public static TiledLogSource directory(Path directory) {
        return files(new DirectoryFiles(directory));
    }

    /// The complete log in these files.
    public static TiledLogSource files(LogFiles files) {
        return new TiledLogSource(files, null);
    }

    /// The full bundles and full hash tiles below a directory, and the rest from `tail`.
    public static TiledLogSource directory(Path directory, LogTail tail) {
        return files(new DirectoryFiles(directory), tail);
    }

    /// The full bundles and full hash tiles in these files, and the rest from `tail`.
    ///
    /// @throws IllegalArgumentException if the tail does not start at the end of a bundle
    public static TiledLogSource files(LogFiles files, LogTail tail) {
        if (tail.start() < 0 || tail.count() < 0 || tail.start() % TileName.FULL != 0) {
            throw new IllegalArgumentException("a tail starts where a bundle ends");
        }
        return new TiledLogSource(files, tail);
    }

    @Override
    public byte[] checkpoint() throws IOException {
        return tail != null ? tail.checkpoint() : read(TileName.CHECKPOINT, MAX_CHECKPOINT_BYTES);
    }

    @Override
    public long size() throws IOException {
        long bundles = 0;
        while (files.exists(TileName.entries(bundles, TileName.FULL))) {
            bundles++;
        }
        long bundled = bundles * TileName.FULL;
        if (tail != null) {
            return bundled < tail.start() ? bundled : tail.start() + tail.count();
        }
        int width = TileName.FULL - 1;
        while (width > 0 && !files.exists(TileName.entries(bundles, width))) {
            width--;
        }
        return bundled + width;
    }

    @Override
    public EntryCursor entries(long size, Consumer<Problem> problems) {
        return new TiledCursor(files, tail, size, problems);
    }

    /// With a tail, only full tiles over bundles that are stored as files.
    @Override
    public boolean storesTile(int level, long index, int width) {
        if (tail == null) {
            return true;
        }
        return width == TileName.FULL && TileName.width(level, index, tail.start()) == TileName.FULL;
    }

    @Override
    public byte[] hashTile(int level, long index, int width) throws IOException {
        return read(TileName.hashes(level, index, width), width * HASH_BYTES);
    }

    @Override
    public void inspect(long size, Consumer<Problem> problems) throws IOException {
        long stored = size();
        if (stored < size && (tail == null || stored < tail.start())) {
            long number = stored / TileName.FULL;
            int width = tail == null ? TileName.width(0, number, size) : TileName.FULL;
            String message = TileName.entries(number, width) + " is missing, nothing behind it is read";
            problems.accept(new Problem(Problem.Kind.MISSING_FILE, number * TileName.FULL, message));
        }
        files.forEach(file -> {
            if (!belongs(file, size)) {
                problems.accept(
                        Problem.ofLog(
                                Problem.Kind.UNEXPECTED_FILE,
                                Printable.text(file) + " does not belong to a log of this size"));
            }
        });
    }

    private boolean belongs(String file, long size) {
        if (tail == null) {
            return TileName.belongs(file, size);
        }
        boolean partial = file.contains(".p/");
        // a bundle in the making lies beside the rows that it is made of
        long end = tail.start() + tail.count();
        return !partial && !file.equals(TileName.CHECKPOINT) && TileName.belongs(file, end);
    }

    private byte[] read(String name, int most) throws IOException {
        try (InputStream in = files.open(name)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new IOException("longer than it can be");
            }
            return bytes;
        }
    }
}
