package dev.keyhold.store;

import dev.keyhold.audit.Change;
import dev.keyhold.audit.CommitStore;
import dev.keyhold.audit.EntityRef;
import dev.keyhold.audit.LogHead;
import dev.keyhold.audit.StoredEntry;
import dev.keyhold.identity.IdentityChange;
import dev.keyhold.keys.GrantChange;
import dev.keyhold.keys.KeyChange;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// One open transaction. Threads: the committer's only.
final class JdbcBatch implements CommitStore.Batch {

    private static final String SAVEPOINT = "SAVEPOINT change";
    private static final String UNDO = "ROLLBACK TO SAVEPOINT change";
    private static final String KEEP = "RELEASE SAVEPOINT change";

    private final JdbcCommitStore store;
    private final Session session;
    private final boolean changing;

    private EpochRow epoch;
    private long firstAppended = -1;
    private long appended;
    private long bytes;
    private boolean ended;

    JdbcBatch(JdbcCommitStore store, EpochRow epoch, boolean changing) {
        this.store = store;
        this.session = store.session();
        this.epoch = epoch;
        this.changing = changing;
    }

    @Override
    public long epoch() {
        return epoch.current();
    }

    @Override
    public Optional<List<EntityRef>> changedSince(long known) {
        return step("read what changed", () -> epoch.changedSince(session, known));
    }

    @Override
    public boolean apply(Change change) {
        return step(
                "apply a change",
                () -> {
                    requireChanging();
                    session.update(SAVEPOINT);
                    boolean applied = holdsAndApplies(change);
                    if (!applied) {
                        session.update(UNDO);
                    }
                    session.update(KEEP);
                    return applied;
                });
    }

    private boolean holdsAndApplies(Change change) throws SQLException {
        try {
            return switch (change) {
                case KeyChange ofKeys -> KeyChanges.apply(session, ofKeys);
                case GrantChange ofGrants -> GrantChanges.apply(session, ofGrants);
                case IdentityChange ofIdentities -> IdentityChanges.apply(session, ofIdentities);
                default -> throw new IllegalArgumentException("no table for " + change.getClass());
            };
        } catch (SQLException refusal) {
            if (store.engine().isForeignKeyViolation(refusal)) {
                return false; // the row that it refers to is gone, or was never there
            }
            throw refusal;
        }
    }

    @Override
    public void advanceEpoch(long newEpoch, List<EntityRef> changed) {
        step(
                "advance the epoch",
                () -> {
                    requireChanging();
                    epoch = epoch.advance(session, newEpoch, changed);
                    return epoch;
                });
    }

    private void requireChanging() {
        if (!changing) {
            throw new IllegalStateException("the batch was not begun for changes");
        }
    }

    @Override
    public void append(List<StoredEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        step(
                "append entries",
                () -> {
                    if (firstAppended < 0) {
                        firstAppended = entries.getFirst().index();
                    }
                    PreparedStatement insert =
                            session.statement(
                                    "INSERT INTO log_entry (position, envelope, salt, record) VALUES (?, ?, ?, ?)");
                    for (StoredEntry entry : entries) {
                        add(insert, entry);
                    }
                    insert.executeBatch();
                    return appended;
                });
    }

    private void add(PreparedStatement insert, StoredEntry entry) throws SQLException {
        if (entry.index() != firstAppended + appended) {
            throw new IllegalStateException("entry " + entry.index() + " does not follow the one before");
        }
        insert.setLong(1, LogPosition.of(store.node(), entry.index()));
        insert.setBytes(2, entry.envelope());
        insert.setBytes(3, entry.salt());
        insert.setBytes(4, entry.record());
        insert.addBatch();
        appended++;
        bytes += entry.envelope().length + entry.record().length;
    }

    @Override
    public void advanceHead(Optional<LogHead> from, LogHead to) {
        step(
                "advance the head",
                () -> {
                    long size = from.map(LogHead::size).orElse(0L);
                    if ((appended > 0 && firstAppended != size) || to.size() != size + appended) {
                        throw new IllegalStateException("the new head does not cover exactly the entries of the batch");
                    }
                    if (!LogNodes.replaceHead(session, store.node(), from, to)) {
                        throw new IllegalStateException("another process writes the log of this node");
                    }
                    return to;
                });
    }

    @Override
    public void commit() {
        end("commit", () -> session.connection().commit());
    }

    @Override
    public void rollback() {
        bytes = 0;
        end("roll back", () -> session.connection().rollback());
    }

    /// What ends the transaction.
    @FunctionalInterface
    private interface End {
        void run() throws SQLException;
    }

    private void end(String act, End end) {
        requireOpen();
        ended = true;
        store.end(
                act,
                bytes,
                () -> {
                    end.run();
                    return true;
                });
    }

    private <T> T step(String act, JdbcCommitStore.Task<T> task) {
        requireOpen();
        return store.attempt(act, task);
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException("the batch has ended");
        }
    }
}
