package dev.keyhold.transparency.verify;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/// Verifies that a tree is a prefix of a later one, by the algorithm of RFC 9162 section 2.1.4.2.
public final class ConsistencyProof {
    static final int HASH_BYTES = 32;

    private ConsistencyProof() {}

    /// Whether `proof` shows that the first `oldSize` entries of the tree of `newSize` entries with `newRoot` are the
    /// tree with `oldRoot`. Any value is allowed; what makes no sense gives false, and so does an empty old tree,
    /// because everything is consistent with it.
    public static boolean verify(long oldSize, byte[] oldRoot, long newSize, byte[] newRoot, List<byte[]> proof) {
        if (oldSize < 1 || oldSize > newSize || !allHashes(proof)) {
            return false;
        }
        if (oldSize == newSize) {
            return proof.isEmpty() && MessageDigest.isEqual(oldRoot, newRoot);
        }
        if (proof.isEmpty() || oldRoot.length != HASH_BYTES) {
            return false;
        }
        List<byte[]> hashes = new ArrayList<>(proof);
        if (Long.bitCount(oldSize) == 1) {
            hashes.addFirst(oldRoot);
        }
        return climb(oldSize, oldRoot, newSize, newRoot, hashes);
    }

    private static boolean climb(long oldSize, byte[] oldRoot, long newSize, byte[] newRoot, List<byte[]> hashes) {
        Sha256 sha256 = new Sha256();
        int complete = Long.numberOfTrailingZeros(oldSize);
        long node = (oldSize - 1) >> complete;
        long last = (newSize - 1) >> complete;
        byte[] oldHash = hashes.getFirst();
        byte[] newHash = hashes.getFirst();
        for (byte[] sibling : hashes.subList(1, hashes.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                oldHash = sha256.node(sibling, oldHash);
                newHash = sha256.node(sibling, newHash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                newHash = sha256.node(newHash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && MessageDigest.isEqual(oldHash, oldRoot) && MessageDigest.isEqual(newHash, newRoot);
    }

    static boolean allHashes(List<byte[]> hashes) {
        return hashes.stream().allMatch(hash -> hash.length == HASH_BYTES);
    }
}
