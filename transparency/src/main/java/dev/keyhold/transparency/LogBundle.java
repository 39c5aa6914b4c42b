package dev.keyhold.transparency;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Up to 256 consecutive entries in the form in which they are stored and published.
///
/// A full bundle never changes (only its bodies may be dropped), so a store writes its three files once and forgets the
/// rows. The tiles above level 0 follow from those below: see [#tilesCompletedBy] and [#hashTile].
///
/// Immutable as long as the caller leaves the arrays alone.
public final class LogBundle {
    private final long number;
    private final List<byte[]> envelopes;
    private final List<EntryBody> bodies;

    /// @param number which bundle: it starts at entry `number * 256`
    /// @param envelopes 1 to 256 encoded entries
    /// @param bodies as many bodies
    /// @throws LogFormatException if the numbers do not fit, or an envelope is not the entry that belongs at its place
    public LogBundle(long number, List<byte[]> envelopes, List<EntryBody> bodies) {
        EntryBundle.requireWidth(envelopes.size());
        if (number < 0 || envelopes.size() != bodies.size()) {
            throw new LogFormatException("a bundle has a number and one body for each envelope");
        }
        for (int i = 0; i < envelopes.size(); i++) {
            if (LogEntry.decode(envelopes.get(i)).index() != number * TilePath.FULL_WIDTH + i) {
                throw new LogFormatException("an entry is not at the place that its index names");
            }
        }
        this.number = number;
        this.envelopes = List.copyOf(envelopes);
        this.bodies = List.copyOf(bodies);
    }

    /// The files of this bundle by path: hash tile of level 0, entries, bodies.
    public SequencedMap<TilePath, byte[]> files() {
        int width = envelopes.size();
        SequencedMap<TilePath, byte[]> files = new LinkedHashMap<>();
        files.put(TilePath.hashes(0, number, width), leafHashes());
        files.put(TilePath.entries(number, width), EntryBundle.encode(envelopes));
        files.put(TilePath.bodies(number, width), BodyBundle.encode(bodies));
        return files;
    }

    /// The root over the bundle, which is hash `number` of level 1, if the bundle is full.
    ///
    /// @throws IllegalStateException if it has less than 256 entries
    public Hash root() {
        if (envelopes.size() != TilePath.FULL_WIDTH) {
            throw new IllegalStateException("a partial bundle has no hash at level 1");
        }
        return new MerkleHasher().reduce(leafHashes(), TilePath.FULL_WIDTH);
    }

    /// The tiles above level 0 that become full with full bundle `number`, lowest level first; mostly none.
    public static List<TilePath> tilesCompletedBy(long number) {
        List<TilePath> paths = new ArrayList<>();
        long tiles = number + 1;
        for (int level = 1; tiles % TilePath.FULL_WIDTH == 0; level++) {
            tiles /= TilePath.FULL_WIDTH;
            paths.add(TilePath.hashes(level, tiles - 1, TilePath.FULL_WIDTH));
        }
        return paths;
    }

    /// The bytes of a hash tile of any level and width, from the hashes of the tree.
    public static byte[] hashTile(TilePath path, HashReader hashes) {
        if (path.kind() != TilePath.Kind.HASHES) {
            throw new IllegalArgumentException("not the path of a hash tile");
        }
        byte[] tile = new byte[path.width() * Hash.BYTES];
        for (int i = 0; i < path.width(); i++) {
            hashes.hash(8 * path.level(), path.index() * TilePath.FULL_WIDTH + i).writeTo(tile, i * Hash.BYTES);
        }
        return tile;
    }

    private byte[] leafHashes() {
        MerkleHasher hasher = new MerkleHasher();
        byte[] hashes = new byte[envelopes.size() * Hash.BYTES];
        for (int i = 0; i < envelopes.size(); i++) {
            hasher.leaf(envelopes.get(i), hashes, i * Hash.BYTES);
        }
        return hashes;
    }
}
