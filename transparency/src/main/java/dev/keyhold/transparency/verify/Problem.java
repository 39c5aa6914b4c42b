package dev.keyhold.transparency.verify;

/// One thing that is wrong with a log.
///
/// @param kind what sort of thing
/// @param position the index of the entry, or of the first entry of the tile or bundle; [#WHOLE_LOG] if it is about no
///   entry
/// @param message what is wrong, in plain words, naming the file where there is one; it never contains a record
public record Problem(Kind kind, long position, String message) {
    /// The position of a problem of the log as a whole.
    public static final long WHOLE_LOG = -1;

    /// The sorts of problems.
    public enum Kind {
        /// The checkpoint is not a signed note with a tree head in its one canonical form.
        CHECKPOINT_UNREADABLE,
        /// No valid signature of the trusted key.
        BAD_SIGNATURE,
        /// The checkpoint is that of another log.
        WRONG_ORIGIN,
        /// The checkpoint counts other entries than are stored.
        SIZE_MISMATCH,
        /// The entries do not hash to the signed root.
        ROOT_MISMATCH,
        /// An entry is not a canonical envelope.
        ENVELOPE_UNDECODABLE,
        /// An entry is at another place than its index says: one is missing, added, or moved.
        INDEX_GAP,
        /// An entry is earlier than the one before it.
        TIME_BACKWARDS,
        /// A record or its salt is not the one that the entry commits to.
        RECORD_MISMATCH,
        /// A stored hash tile is not that of the entries.
        TILE_MISMATCH,
        /// A file of the layout is absent.
        MISSING_FILE,
        /// A file that the layout does not have.
        UNEXPECTED_FILE,
        /// A file cannot be read or is not in its format.
        UNREADABLE_FILE,
        /// The log is shorter than at the checkpoint that the auditor kept.
        LOG_SHRANK,
        /// The first entries are not those of the checkpoint that the auditor kept.
        HISTORY_REWRITTEN,
        /// The checkpoint that the auditor kept cannot be used.
        KEPT_CHECKPOINT_UNUSABLE
    }

    static Problem ofLog(Kind kind, String message) {
        return new Problem(kind, WHOLE_LOG, message);
    }

    /// For example `entry 17: RECORD_MISMATCH: …`.
    @Override
    public String toString() {
        String where = position == WHOLE_LOG ? "log" : "entry " + position;
        return where + ": " + kind + ": " + message;
    }
}
