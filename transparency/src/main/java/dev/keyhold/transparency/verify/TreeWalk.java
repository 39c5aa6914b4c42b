package dev.keyhold.transparency.verify;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Computes MTH(D[n]) by the recursive definition of RFC 6962 section 2.1, taking the leaves in their order, so that it
/// needs no more memory than the depth of the tree.
///
/// On the way it shows every complete subtree, and remembers the root of one prefix of the leaves: since the prefix
/// divides at the same places as the tree, its root follows from the same subtrees.
///
/// A leaf that is unknown (null) makes every hash over it unknown.
final class TreeWalk {
    private final Sha256 sha256 = new Sha256();
    private final Leaves leaves;
    private final Subtrees subtrees;
    private final long prefixSize;
    private byte @Nullable [] prefixRoot;

    /// Gives the leaf hashes one after the other.
    @FunctionalInterface
    interface Leaves {
        byte @Nullable [] next() throws IOException;
    }

    /// Sees the complete subtrees of 2^height leaves, each after those below it.
    @FunctionalInterface
    interface Subtrees {
        void seen(int height, long index, byte @Nullable [] hash);
    }

    TreeWalk(Leaves leaves, Subtrees subtrees, long prefixSize) {
        this.leaves = leaves;
        this.subtrees = subtrees;
        this.prefixSize = prefixSize;
    }

    /// The root of the first `size` leaves, or null where one is unknown.
    byte @Nullable [] root(long size) throws IOException {
        if (prefixSize == 0) {
            prefixRoot = sha256.of();
        }
        return size == 0 ? sha256.of() : hash(0, size);
    }

    /// After [#root]: the root of the first `prefixSize` leaves, or null if there are fewer or one is unknown.
    byte @Nullable [] prefixRoot() {
        return prefixRoot == null ? null : Arrays.copyOf(prefixRoot, prefixRoot.length);
    }

    private byte @Nullable [] hash(long start, long count) throws IOException {
        byte[] hash;
        if (count == 1) {
            hash = leaves.next();
        } else {
            long leftCount = Long.highestOneBit(count - 1);
            byte[] left = hash(start, leftCount);
            byte[] right = hash(start + leftCount, count - leftCount);
            hash = node(left, right);
            if (prefixSize > start + leftCount && prefixSize < start + count) {
                prefixRoot = node(left, prefixRoot);
            }
        }
        if (prefixSize == start + count) {
            prefixRoot = hash;
        }
        if (Long.bitCount(count) == 1) {
            subtrees.seen(Long.numberOfTrailingZeros(count), start / count, hash);
        }
        return hash;
    }

    private byte @Nullable [] node(byte @Nullable [] left, byte @Nullable [] right) {
        return left == null || right == null ? null : sha256.node(left, right);
    }
}
