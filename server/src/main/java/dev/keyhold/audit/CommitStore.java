package dev.keyhold.audit;

import java.util.List;
import java.util.Optional;

/// The committer's side of the store: one transaction per batch, on the one connection that writes.
///
/// Contract: a store gives its transactions full durability ([Batch#commit] returns only after the data would survive a
/// power loss) and all-or-nothing. Any exception out of a batch other than a refused [Batch#apply] means that the
/// outcome is unknown; the committer then stops the node and never retries. Threads: used by the committer thread only.
public interface CommitStore extends AutoCloseable {

    /// The stored head of this node's log, or empty before its first commit.
    Optional<LogHead> head();

    /// The deployment's epoch as stored.
    long epoch();

    /// Begins the transaction of one batch.
    ///
    /// @param changing whether the batch will apply changes: it then takes the deployment-wide lock on the epoch row,
    ///   so that changes of all nodes are in one order
    Batch begin(boolean changing);

    /// Deletes the entries of `[from, to)`, which are now in a durable bundle, in a transaction of its own.
    void dropBundled(long from, long to);

    @Override
    void close();

    /// The open transaction of one batch. Exactly one of [#commit] and [#rollback] ends it.
    interface Batch {

        /// The epoch as this transaction sees it.
        long epoch();

        /// What changed after `known` up to and including [#epoch()], oldest first; empty if the store no longer
        /// remembers all of it, in which case everything must be taken as changed.
        Optional<List<EntityRef>> changedSince(long known);

        /// Applies one change under a savepoint. When a precondition does not hold, nothing of it remains.
        ///
        /// @return whether it was applied
        boolean apply(Change change);

        /// Stores `newEpoch` and which entities it changed.
        void advanceEpoch(long newEpoch, List<EntityRef> changed);

        /// Appends entries, whose indexes follow the stored head without a gap.
        void append(List<StoredEntry> entries);

        /// Replaces the stored head by compare-and-swap on its size.
        ///
        /// @throws IllegalStateException if the stored head is not `from`: another process writes this log
        void advanceHead(Optional<LogHead> from, LogHead to);

        /// Makes the batch durable.
        void commit();

        /// Undoes the batch.
        void rollback();
    }
}
