package dev.keyhold.transparency.verify;

import java.security.MessageDigest;
import java.util.List;

/// Verifies that an entry is in a tree, by the algorithm of RFC 9162 section 2.1.3.2.
public final class InclusionProof {
    private InclusionProof() {}

    /// The leaf hash of these entry bytes, SHA-256(0x00 || entry).
    public static byte[] leafHash(byte[] entry) {
        return new Sha256().leaf(entry);
    }

    /// Whether `path` shows that the leaf with `leafHash` is entry `index` of the tree of `size` entries with `root`.
    /// Any value is allowed; what makes no sense gives false.
    ///
    /// @param index from 0
    /// @param path the hashes of the proof, the one nearest to the leaf first
    public static boolean verify(byte[] leafHash, long index, long size, List<byte[]> path, byte[] root) {
        if (index < 0
                || index >= size
                || !ConsistencyProof.allHashes(path)
                || leafHash.length != ConsistencyProof.HASH_BYTES) {
            return false;
        }
        Sha256 sha256 = new Sha256();
        long node = index;
        long last = size - 1;
        byte[] hash = leafHash;
        for (byte[] sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = sha256.node(sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = sha256.node(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && MessageDigest.isEqual(hash, root);
    }
}
