package dev.keyhold.transparency;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The tree hash of RFC 6962 section 2.1: a leaf is SHA-256(0x00 || entry), a node is SHA-256(0x01 || left || right).
/// The two prefixes keep an entry from posing as a node.
///
/// Not thread-safe: one instance reuses one digest and allocates only the [Hash] that it returns.
public final class MerkleHasher {
    /// The root of the tree without entries: SHA-256 of nothing.
    public static final Hash EMPTY_ROOT = Hash.of(sha256Digest().digest());

    private static final byte LEAF = 0x00;
    private static final byte NODE = 0x01;

    private final MessageDigest sha256 = sha256Digest();
    private final byte[] node = new byte[1 + 2 * Hash.BYTES];
    private final byte[] result = new byte[Hash.BYTES];

    /// A hasher for one thread.
    public MerkleHasher() {
        node[0] = NODE;
    }

    /// The hash of the leaf that holds this entry.
    public Hash leaf(byte[] entry) {
        leaf(entry, result, 0);
        return Hash.at(result, 0);
    }

    /// The hash of the node over two subtrees.
    public Hash node(Hash left, Hash right) {
        left.writeTo(node, 1);
        right.writeTo(node, 1 + Hash.BYTES);
        digestNode(result, 0);
        return Hash.at(result, 0);
    }

    void leaf(byte[] entry, byte[] out, int outOffset) {
        sha256.update(LEAF);
        sha256.update(entry);
        digest(out, outOffset);
    }

    /// Node over the 32 bytes of `left` at `leftOffset` and the first 32 of `right`; the result replaces the latter.
    void nodeInto(byte[] left, int leftOffset, byte[] right) {
        System.arraycopy(left, leftOffset, node, 1, Hash.BYTES);
        System.arraycopy(right, 0, node, 1 + Hash.BYTES, Hash.BYTES);
        digestNode(right, 0);
    }

    /// The root over `count` (a power of two) consecutive hashes of 32 bytes, which it overwrites.
    Hash reduce(byte[] hashes, int count) {
        for (int width = count; width > 1; width /= 2) {
            for (int i = 0; i < width / 2; i++) {
                System.arraycopy(hashes, 2 * i * Hash.BYTES, node, 1, 2 * Hash.BYTES);
                digestNode(hashes, i * Hash.BYTES);
            }
        }
        return Hash.at(hashes, 0);
    }

    private void digestNode(byte[] out, int outOffset) {
        sha256.update(node);
        digest(out, outOffset);
    }

    private void digest(byte[] out, int outOffset) {
        try {
            sha256.digest(out, outOffset, Hash.BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("no room for a hash", e);
        }
    }

    static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
