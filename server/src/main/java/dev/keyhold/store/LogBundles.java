package dev.keyhold.store;

import dev.keyhold.audit.BundleStore;
import dev.keyhold.audit.StoredEntry;
import dev.keyhold.transparency.BodyBundle;
import dev.keyhold.transparency.EntryBody;
import dev.keyhold.transparency.EntryBundle;
import dev.keyhold.transparency.HashReader;
import dev.keyhold.transparency.LogBundle;
import dev.keyhold.transparency.MerkleHasher;
import dev.keyhold.transparency.TileHashReader;
import dev.keyhold.transparency.TilePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The full bundles of the logs, in the files of `docs/log-format.md`: for each bundle its entries, its bodies and its
/// hash tile, and every tile above that it completes.
///
/// Where the rows begin says how far a log is archived. A crash between writing a bundle and deleting its rows
/// therefore leads to the same bundle being written again, which makes sure that it is durable before the rows go.
///
/// Threads: safe; [#archive] by one thread at a time per node.
final class LogBundles implements BundleStore {

    private static final int SIZE = TilePath.FULL_WIDTH;
    private static final int TILE_HEIGHT = 8;

    private final Reads reads;
    private final BundleFiles files;
    private final Map<String, Long> archived = new ConcurrentHashMap<>();

    LogBundles(Reads reads, BundleFiles files) {
        this.reads = reads;
        this.files = files;
    }

    @Override
    public long archived(String node) {
        Long known = archived.get(node);
        if (known != null) {
            return known;
        }
        long found = reads.call(session -> JdbcLogStore.firstRow(session, node));
        if (found % SIZE != 0) {
            throw new StoreException("the log of node " + node + " lacks rows from entry " + found + " down");
        }
        archived.putIfAbsent(node, found);
        return archived.getOrDefault(node, found);
    }

    @Override
    public void archive(String node, List<StoredEntry> entries) {
        long first = requireFull(entries);
        if (first > archived(node)) {
            throw new IllegalStateException("the bundle before entry " + first + " is not archived");
        }
        long number = first / SIZE;
        LogBundle bundle =
                new LogBundle(
                        number,
                        entries.stream().map(StoredEntry::envelope).toList(),
                        entries.stream().map(entry -> EntryBody.of(entry.salt(), entry.record())).toList());
        Map<String, byte[]> parts = new LinkedHashMap<>();
        bundle.files().forEach((path, bytes) -> parts.put(path.path(), bytes));
        files.put(node, parts);
        for (TilePath path : LogBundle.tilesCompletedBy(number)) {
            files.put(node, Map.of(path.path(), LogBundle.hashTile(path, below(node, first + SIZE))));
        }
        archived.merge(node, first + SIZE, Math::max);
    }

    private static long requireFull(List<StoredEntry> entries) {
        if (entries.size() != SIZE || entries.getFirst().index() % SIZE != 0) {
            throw new IllegalArgumentException("a bundle is 256 entries from a multiple of 256 on");
        }
        return entries.getFirst().index();
    }

    /// Gives the hashes of a tile that is not there yet from the tiles below it.
    private HashReader below(String node, long treeSize) {
        TileHashReader tiles = new TileHashReader(treeSize, path -> file(node, path));
        MerkleHasher hasher = new MerkleHasher();
        return (level, index) -> {
            if (level < TILE_HEIGHT) {
                throw new IllegalArgumentException("there is no tile below level 0");
            }
            return hasher.node(tiles.hash(level - 1, 2 * index), tiles.hash(level - 1, 2 * index + 1));
        };
    }

    /// The entries of a bundle.
    ///
    /// @throws StoreException if the bundle is not there
    List<StoredEntry> read(String node, long number) {
        List<byte[]> envelopes = EntryBundle.decode(file(node, TilePath.entries(number, SIZE)), SIZE);
        List<EntryBody> bodies = BodyBundle.decode(file(node, TilePath.bodies(number, SIZE)), SIZE);
        List<StoredEntry> entries = new ArrayList<>(SIZE);
        for (int i = 0; i < SIZE; i++) {
            entries.add(entry(number * SIZE + i, envelopes.get(i), bodies.get(i)));
        }
        return entries;
    }

    private static StoredEntry entry(long index, byte[] envelope, EntryBody body) {
        return switch (body) {
            case EntryBody.Kept kept -> new StoredEntry(index, envelope, kept.salt(), kept.record());
            case EntryBody.Dropped _ -> throw new StoreException("the record of entry " + index + " was dropped");
        };
    }

    private byte[] file(String node, TilePath path) {
        return files.get(node, path.path())
                .orElseThrow(() -> new StoreException("the log of node " + node + " lacks " + path.path()));
    }
}
