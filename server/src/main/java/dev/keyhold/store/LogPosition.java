package dev.keyhold.store;

/// Where an entry lies in the table of entries: the node's number and the index in its log, in one integer.
final class LogPosition {

    private static final int INDEX_BITS = 48;
    private static final long MAX_INDEX = (1L << INDEX_BITS) - 1;

    private LogPosition() {}

    /// @param node the node's number, 1 to 32,767
    /// @param index the index in its log, less than 2^48
    static long of(int node, long index) {
        if (node < 1 || node > Short.MAX_VALUE || index < 0 || index > MAX_INDEX) {
            throw new IllegalArgumentException("no position for entry " + index + " of node number " + node);
        }
        return (long) node << INDEX_BITS | index;
    }

    static long index(long position) {
        return position & MAX_INDEX;
    }
}
