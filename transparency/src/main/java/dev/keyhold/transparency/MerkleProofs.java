package dev.keyhold.transparency;

import java.util.ArrayList;
import java.util.List;

/// Makes the proofs of RFC 6962 sections 2.1.1 and 2.1.2, by their recursive definitions. Not thread-safe.
public final class MerkleProofs {
    private final HashReader hashes;
    private final MerkleHasher hasher = new MerkleHasher();

    /// Proofs over the tree of which `hashes` gives the complete subtrees.
    public MerkleProofs(HashReader hashes) {
        this.hashes = hashes;
    }

    /// The Merkle Tree Hash of the first `size` entries.
    public Hash root(long size) {
        return size == 0 ? MerkleHasher.EMPTY_ROOT : range(0, size);
    }

    /// The audit path that shows entry `index` in the tree of `size` entries, from the leaf upwards.
    ///
    /// @throws IllegalArgumentException unless 0 <= index < size
    public List<Hash> inclusion(long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("an inclusion proof needs 0 <= index < size");
        }
        List<Hash> path = new ArrayList<>();
        path(index, 0, size, path);
        return List.copyOf(path);
    }

    /// The proof that the tree of `oldSize` entries is a prefix of the tree of `newSize`.
    ///
    /// @throws IllegalArgumentException unless 0 < oldSize <= newSize
    public List<Hash> consistency(long oldSize, long newSize) {
        if (oldSize <= 0 || oldSize > newSize) {
            throw new IllegalArgumentException("a consistency proof needs 0 < oldSize <= newSize");
        }
        List<Hash> proof = new ArrayList<>();
        subproof(oldSize, 0, newSize, proof);
        return List.copyOf(proof);
    }

    private void path(long index, long start, long end, List<Hash> path) {
        if (end - start == 1) {
            return;
        }
        long split = split(start, end);
        if (index < split) {
            path(index, start, split, path);
            path.add(range(split, end));
        } else {
            path(index, split, end, path);
            path.add(range(start, split));
        }
    }

    private void subproof(long oldSize, long start, long end, List<Hash> proof) {
        if (oldSize == end) {
            // a subtree that starts the tree is the old tree itself, whose root the verifier has
            if (start != 0) {
                proof.add(range(start, end));
            }
            return;
        }
        long split = split(start, end);
        if (oldSize <= split) {
            subproof(oldSize, start, split, proof);
            proof.add(range(split, end));
        } else {
            subproof(oldSize, split, end, proof);
            proof.add(range(start, split));
        }
    }

    private Hash range(long start, long end) {
        long count = end - start;
        if (Long.bitCount(count) == 1) {
            return hashes.hash(Long.numberOfTrailingZeros(count), start / count);
        }
        long split = split(start, end);
        return hasher.node(range(start, split), range(split, end));
    }

    /// Where RFC 6962 divides the leaves: after the largest power of two smaller than their number.
    private static long split(long start, long end) {
        return start + Long.highestOneBit(end - start - 1);
    }
}
