package dev.keyhold.transparency.verify;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Compares the stored hash tiles with the hashes that the entries give. It holds one tile per level and reports a tile
/// once.
final class TileCheck implements TreeWalk.Subtrees {
    private static final int TILE_HEIGHT = 8;
    private static final int HASH_BYTES = 32;
    private static final int MAX_LEVELS = 8;

    private final LogSource source;
    private final long size;
    private final Consumer<Problem> problems;
    private final @Nullable StoredTile[] current = new @Nullable StoredTile[MAX_LEVELS];

    TileCheck(LogSource source, long size, Consumer<Problem> problems) {
        this.source = source;
        this.size = size;
        this.problems = problems;
    }

    @Override
    public void seen(int height, long index, byte @Nullable [] hash) {
        if (height % TILE_HEIGHT != 0) {
            return;
        }
        int level = height / TILE_HEIGHT;
        int place = (int) (index % TileName.FULL);
        if (place == 0) {
            current[level] = open(level, index / TileName.FULL);
        }
        StoredTile tile = current[level];
        if (tile != null && hash != null && tile.differsAt(place, hash)) {
            report(tile, tile.name + " does not hold the hashes of the entries");
            current[level] = null;
        }
    }

    private @Nullable StoredTile open(int level, long index) {
        int width = TileName.width(level, index, size);
        if (width == 0 || !source.storesTile(level, index, width)) {
            return null;
        }
        long position = (index * TileName.FULL) << (TILE_HEIGHT * level);
        String name = TileName.hashes(level, index, width);
        try {
            StoredTile tile = new StoredTile(name, position, source.hashTile(level, index, width));
            if (tile.bytes.length == width * HASH_BYTES) {
                return tile;
            }
            report(tile, name + " has not 32 bytes for each of its hashes");
        } catch (IOException e) {
            problems.accept(FileProblem.of(name, position, e));
        }
        return null;
    }

    private void report(StoredTile tile, String message) {
        problems.accept(new Problem(Problem.Kind.TILE_MISMATCH, tile.position, message));
    }

    private static final class StoredTile {
        private final String name;
        private final long position;
        private final byte[] bytes;

        private StoredTile(String name, long position, byte[] bytes) {
            this.name = name;
            this.position = position;
            this.bytes = bytes;
        }

        private boolean differsAt(int place, byte[] hash) {
            int from = place * HASH_BYTES;
            return !Arrays.equals(bytes, from, from + HASH_BYTES, hash, 0, HASH_BYTES);
        }
    }
}
