package dev.keyhold.transparency;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Writes a whole log into a directory, in the layout of `docs/log-format.md`, for an export or a mirror that is
/// verified elsewhere. Entries are added in order; [#finish] writes the partial tiles and the checkpoint last, so that
/// a directory without checkpoint is an unfinished one.
///
/// Memory: one bundle and 256 hashes per tile level. It overwrites nothing and does not force files to disk: a node's
/// own durable storage is not written through it. Not thread-safe.
public final class LogDirectoryWriter {
    private static final int TILE_BYTES = TilePath.FULL_WIDTH * Hash.BYTES;
    private static final int LEVELS_ABOVE_ZERO = 7;

    private final Path directory;
    private final MerkleHasher hasher = new MerkleHasher();
    private final byte[][] upperTiles = new byte[LEVELS_ABOVE_ZERO][TILE_BYTES];
    private final List<byte[]> envelopes = new ArrayList<>(TilePath.FULL_WIDTH);
    private final List<EntryBody> bodies = new ArrayList<>(TilePath.FULL_WIDTH);
    private long bundles;

    /// @param directory existing and without files of an earlier export
    public LogDirectoryWriter(Path directory) {
        this.directory = directory;
    }

    /// Adds the next entry.
    ///
    /// @param envelope an encoded [LogEntry] whose index is the number of entries added before
    /// @throws LogFormatException if it is not
    /// @throws IOException if a full bundle could not be written
    public void add(byte[] envelope, EntryBody body) throws IOException {
        envelopes.add(envelope);
        bodies.add(body);
        if (envelopes.size() == TilePath.FULL_WIDTH) {
            LogBundle bundle = new LogBundle(bundles, envelopes, bodies);
            write(bundle.files());
            bundles++;
            addUpward(bundle.root());
            envelopes.clear();
            bodies.clear();
        }
    }

    /// Writes what is left and the checkpoint.
    ///
    /// @param checkpoint the signed checkpoint of exactly the entries that were added
    /// @throws IOException if a file could not be written
    public void finish(SignedNote checkpoint) throws IOException {
        if (!envelopes.isEmpty()) {
            write(new LogBundle(bundles, envelopes, bodies).files());
        }
        long hashes = bundles;
        for (int level = 1; hashes > 0; level++) {
            int width = (int) (hashes % TilePath.FULL_WIDTH);
            hashes /= TilePath.FULL_WIDTH;
            if (width > 0) {
                write(TilePath.hashes(level, hashes, width), Arrays.copyOf(upperTiles[level - 1], width * Hash.BYTES));
            }
        }
        write("checkpoint", checkpoint.encode());
    }

    /// Puts the root of the newest bundle at level 1, and that of each tile which becomes full into the level above it.
    private void addUpward(Hash bundleRoot) throws IOException {
        Hash hash = bundleRoot;
        long places = bundles;
        for (int level = 1; ; level++) {
            byte[] tile = upperTiles[level - 1];
            hash.writeTo(tile, (int) ((places - 1) % TilePath.FULL_WIDTH) * Hash.BYTES);
            if (places % TilePath.FULL_WIDTH != 0) {
                return;
            }
            places /= TilePath.FULL_WIDTH;
            write(TilePath.hashes(level, places - 1, TilePath.FULL_WIDTH), tile);
            hash = hasher.reduce(tile, TilePath.FULL_WIDTH);
        }
    }

    private void write(Map<TilePath, byte[]> files) throws IOException {
        for (Map.Entry<TilePath, byte[]> file : files.entrySet()) {
            write(file.getKey(), file.getValue());
        }
    }

    private void write(TilePath path, byte[] bytes) throws IOException {
        write(path.path(), bytes);
    }

    private void write(String relativePath, byte[] bytes) throws IOException {
        Path file = directory.resolve(relativePath);
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.write(file, bytes, StandardOpenOption.CREATE_NEW);
    }
}
