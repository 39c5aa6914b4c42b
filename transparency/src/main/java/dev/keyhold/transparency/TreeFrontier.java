package dev.keyhold.transparency;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// The right edge of a growing RFC 6962 tree: the roots of its complete subtrees, at most 63 hashes however many
/// entries there are. It is all that a writer needs to append an entry and to know the root.
///
/// Slot `l` holds the root of the complete subtree of 2^l leaves that exists when bit `l` of the size is set, so an
/// append is binary addition with carry: two hash operations on average and no allocation.
///
/// Not thread-safe: it belongs to the thread that commits. To give a batch up, work on a [#copy] and keep the original.
public final class TreeFrontier {
    private static final int LEVELS = 63;

    private final MerkleHasher hasher = new MerkleHasher();
    private final byte[] carry = new byte[Hash.BYTES];
    private final byte[] slots = new byte[LEVELS * Hash.BYTES];
    private long size;

    /// The frontier of the tree without entries.
    public TreeFrontier() {}

    /// The frontier that [#encode] wrote.
    ///
    /// @throws LogFormatException if the bytes are not exactly such an encoding
    public static TreeFrontier decode(byte[] encoded) {
        if (encoded.length < Long.BYTES) {
            throw new LogFormatException("a frontier starts with its size");
        }
        ByteBuffer in = ByteBuffer.wrap(encoded);
        TreeFrontier frontier = new TreeFrontier();
        frontier.size = in.getLong();
        if (frontier.size < 0 || in.remaining() != Long.bitCount(frontier.size) * Hash.BYTES) {
            throw new LogFormatException("a frontier has one hash for each bit set in its size");
        }
        for (int level = LEVELS - 1; level >= 0; level--) {
            if (frontier.hasSlot(level)) {
                in.get(frontier.slots, level * Hash.BYTES, Hash.BYTES);
            }
        }
        return frontier;
    }

    /// The size (8 bytes, big-endian), then the roots of the complete subtrees from the largest (leftmost) to the
    /// smallest. It does not protect itself: compare [#root] with the checkpoint stored beside it before using what was
    /// read back.
    public byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(Long.BYTES + Long.bitCount(size) * Hash.BYTES);
        out.putLong(size);
        for (int level = LEVELS - 1; level >= 0; level--) {
            if (hasSlot(level)) {
                out.put(slots, level * Hash.BYTES, Hash.BYTES);
            }
        }
        return out.array();
    }

    /// A frontier with the same content that grows on its own.
    public TreeFrontier copy() {
        TreeFrontier copy = new TreeFrontier();
        copy.size = size;
        System.arraycopy(slots, 0, copy.slots, 0, (Long.SIZE - Long.numberOfLeadingZeros(size)) * Hash.BYTES);
        return copy;
    }

    /// The number of entries.
    public long size() {
        return size;
    }

    /// Appends the leaf that holds these entry bytes (for Keyhold, an encoded [LogEntry]).
    public void appendEntry(byte[] entry) {
        hasher.leaf(entry, carry, 0);
        addCarry();
    }

    /// Appends a leaf of which the hash is known.
    public void append(Hash leaf) {
        leaf.writeTo(carry, 0);
        addCarry();
    }

    /// The Merkle Tree Hash of all entries (RFC 6962 section 2.1).
    public Hash root() {
        if (size == 0) {
            return MerkleHasher.EMPTY_ROOT;
        }
        int level = Long.numberOfTrailingZeros(size);
        System.arraycopy(slots, level * Hash.BYTES, carry, 0, Hash.BYTES);
        for (level++; level < LEVELS; level++) {
            if (hasSlot(level)) {
                hasher.nodeInto(slots, level * Hash.BYTES, carry);
            }
        }
        return Hash.at(carry, 0);
    }

    private void addCarry() {
        if (size == Long.MAX_VALUE) {
            throw new IllegalStateException("a tree has at most 2^63-1 entries");
        }
        int level = 0;
        for (; hasSlot(level); level++) {
            hasher.nodeInto(slots, level * Hash.BYTES, carry);
        }
        System.arraycopy(carry, 0, slots, level * Hash.BYTES, Hash.BYTES);
        size++;
    }

    private boolean hasSlot(int level) {
        return ((size >>> level) & 1) == 1;
    }

    /// Same size and same hashes.
    @Override
    public boolean equals(Object other) {
        return other instanceof TreeFrontier that && Arrays.equals(encode(), that.encode());
    }

    @Override
    public int hashCode() {
        return Long.hashCode(size);
    }

    @Override
    public String toString() {
        return "TreeFrontier of " + size + " entries";
    }
}
