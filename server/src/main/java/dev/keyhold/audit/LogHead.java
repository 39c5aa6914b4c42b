package dev.keyhold.audit;

import java.util.Arrays;

/// The newest state of a node's log: its size, the frontier of the tree and the signed checkpoint over it.
public final class LogHead {

    private final long size;
    private final byte[] frontier;
    private final byte[] checkpoint;

    /// @param size the number of entries
    /// @param frontier the encoded compact range of the tree at that size
    /// @param checkpoint the signed note, C2SP tlog-checkpoint
    public LogHead(long size, byte[] frontier, byte[] checkpoint) {
        this.size = size;
        this.frontier = frontier.clone();
        this.checkpoint = checkpoint.clone();
    }

    /// The number of entries under the checkpoint.
    public long size() {
        return size;
    }

    /// The encoded compact range of the tree.
    public byte[] frontier() {
        return frontier.clone();
    }

    /// The signed note.
    public byte[] checkpoint() {
        return checkpoint.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogHead head
                && head.size == size
                && Arrays.equals(head.frontier, frontier)
                && Arrays.equals(head.checkpoint, checkpoint);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(size) * 31 + Arrays.hashCode(checkpoint);
    }
}
