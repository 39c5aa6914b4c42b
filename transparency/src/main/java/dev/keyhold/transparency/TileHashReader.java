package dev.keyhold.transparency;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads the hashes of a tree of a given size from its tiles. The few tiles on the way of a proof are kept, so use one
/// instance per proof or per batch of near-by proofs. Not thread-safe.
public final class TileHashReader implements HashReader {
    private static final int TILE_HEIGHT = 8;
    private static final int KEPT_TILES = 32;

    private final long treeSize;
    private final TileReader tiles;
    private final MerkleHasher hasher = new MerkleHasher();
    private final Map<TilePath, byte[]> kept =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<TilePath, byte[]> eldest) {
                    return size() > KEPT_TILES;
                }
            };

    /// Gives the bytes of a hash tile.
    @FunctionalInterface
    public interface TileReader {
        /// The tile's bytes, `width * 32`. A reader that has only the full tile where a partial one is asked for
        /// returns the first `width` hashes of it.
        byte[] read(TilePath path);
    }

    /// A reader of the tree of `treeSize` entries.
    public TileHashReader(long treeSize, TileReader tiles) {
        this.treeSize = treeSize;
        this.tiles = tiles;
    }

    /// @throws LogFormatException if a tile has not the length that its width asks for
    @Override
    public Hash hash(int level, long index) {
        if (level < 0 || level >= Long.SIZE - 1 || index < 0 || index >= treeSize >>> level) {
            throw new IllegalArgumentException("no such complete subtree in a tree of " + treeSize);
        }
        int tileLevel = level / TILE_HEIGHT;
        int height = level % TILE_HEIGHT;
        long firstHash = index << height;
        byte[] tile = tile(tileLevel, firstHash / TilePath.FULL_WIDTH);
        int from = (int) (firstHash % TilePath.FULL_WIDTH) * Hash.BYTES;
        int count = 1 << height;
        return hasher.reduce(Arrays.copyOfRange(tile, from, from + count * Hash.BYTES), count);
    }

    private byte[] tile(int level, long index) {
        long hashesInLevel = treeSize >>> (TILE_HEIGHT * level);
        int width = (int) Math.min(TilePath.FULL_WIDTH, hashesInLevel - index * TilePath.FULL_WIDTH);
        TilePath path = TilePath.hashes(level, index, width);
        byte[] tile = kept.computeIfAbsent(path, tiles::read);
        if (tile.length != width * Hash.BYTES) {
            throw new LogFormatException("a hash tile has 32 bytes for each of its hashes");
        }
        return tile;
    }
}
