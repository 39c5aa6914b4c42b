package dev.keyhold.audit;

/// One entry of a node's log as it is stored: the envelope that the tree commits to, and beside it the record with the
/// salt that opens the envelope's commitment.
///
/// The arrays are shared, not copied, because an entry lives only between the committer and the store; nobody may write
/// to them.
public final class StoredEntry {

    private final long index;
    private final byte[] envelope;
    private final byte[] salt;
    private final byte[] record;

    /// @param index the place in the node's log
    /// @param envelope the canonical tree entry, `docs/log-format.md`
    /// @param salt 16 bytes
    /// @param record the audit record, UTF-8 JSON
    public StoredEntry(long index, byte[] envelope, byte[] salt, byte[] record) {
        this.index = index;
        this.envelope = envelope;
        this.salt = salt;
        this.record = record;
    }

    /// The place in the node's log, from 0.
    public long index() {
        return index;
    }

    /// The canonical tree entry.
    public byte[] envelope() {
        return envelope;
    }

    /// The 16-byte salt of the record's commitment.
    public byte[] salt() {
        return salt;
    }

    /// The audit record.
    public byte[] record() {
        return record;
    }
}
