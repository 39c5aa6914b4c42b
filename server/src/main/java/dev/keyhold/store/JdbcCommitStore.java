package dev.keyhold.store;

import dev.keyhold.audit.CommitStore;
import dev.keyhold.audit.LogHead;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The writing side: one connection, one transaction per batch.
///
/// The first exception out of a write ends it: its outcome is unknown, so every later call is refused rather than made
/// on a state that nobody knows. Threads: the committer's only.
final class JdbcCommitStore implements CommitStore {

    private final Engine engine;
    private final Session session;
    private final LogBundles bundles;
    private final String nodeName;
    private final int node;

    private boolean inBatch;
    private long bytesSinceUpkeep;
    private @Nullable Throwable failure;

    private JdbcCommitStore(Engine engine, Session session, LogBundles bundles, String nodeName, int node) {
        this.engine = engine;
        this.session = session;
        this.bundles = bundles;
        this.nodeName = nodeName;
        this.node = node;
    }

    /// Opens the writing connection of a node, which gets a number when it is new.
    ///
    /// @throws StoreException if the store cannot be written
    static JdbcCommitStore open(Engine engine, LogBundles bundles, String nodeName) {
        try {
            Session session = new Session(engine.writer());
            try {
                int node = LogNodes.numberOf(session, nodeName);
                session.connection().commit();
                return new JdbcCommitStore(engine, session, bundles, nodeName, node);
            } catch (SQLException | RuntimeException cannot) {
                session.close();
                throw cannot;
            }
        } catch (SQLException cannot) {
            throw new StoreException("the store cannot be opened for writing", cannot);
        }
    }

    @Override
    public Optional<LogHead> head() {
        return alone("read the head", () -> LogNodes.head(session, nodeName));
    }

    @Override
    public long epoch() {
        return alone("read the epoch", () -> EpochRow.read(session, "").current());
    }

    @Override
    public Batch begin(boolean changing) {
        requireIdle();
        EpochRow epoch =
                attempt(
                        "begin",
                        () -> {
                            engine.betweenTransactions(session.connection(), bytesSinceUpkeep);
                            bytesSinceUpkeep = 0;
                            return EpochRow.read(session, changing ? engine.lockClause() : "");
                        });
        inBatch = true;
        return new JdbcBatch(this, epoch, changing);
    }

    @Override
    public void dropBundled(long from, long to) {
        if (from < 0 || from > to || to > bundles.archived(nodeName)) {
            throw new IllegalStateException("entries " + from + " to " + to + " are not all in bundles");
        }
        alone(
                "delete bundled entries",
                () ->
                        session.update(
                                "DELETE FROM log_entry WHERE position >= ? AND position < ?",
                                LogPosition.of(node, from),
                                LogPosition.of(node, to)));
    }

    /// Runs a transaction of its own, outside a batch.
    private <T> T alone(String act, Task<T> task) {
        requireIdle();
        return attempt(
                act,
                () -> {
                    T result = task.run();
                    session.connection().commit();
                    return result;
                });
    }

    private void requireIdle() {
        if (failure != null) {
            throw new StoreException("an earlier write failed", failure);
        }
        if (inBatch) {
            throw new IllegalStateException("a batch is open");
        }
    }

    /// Something that is done on the writing connection.
    @FunctionalInterface
    interface Task<T> {
        T run() throws SQLException;
    }

    /// Runs a step; whatever it throws is remembered as the end of this store.
    <T> T attempt(String act, Task<T> task) {
        if (failure != null) {
            throw new StoreException("an earlier write failed", failure);
        }
        try {
            return task.run();
        } catch (SQLException cannot) {
            failure = cannot;
            throw new StoreException("the store failed to " + act, cannot);
        } catch (RuntimeException cannot) {
            failure = cannot;
            throw cannot;
        }
    }

    /// Ends the batch that is open, which then no longer counts, whatever comes of `end`.
    void end(String act, long bytesWritten, Task<?> end) {
        inBatch = false;
        attempt(act, end);
        bytesSinceUpkeep += bytesWritten;
    }

    Session session() {
        return session;
    }

    Engine engine() {
        return engine;
    }

    int node() {
        return node;
    }

    /// Closes the connection. What is not committed is undone.
    @Override
    public void close() {
        try {
            if (!session.connection().isClosed()) {
                if (failure == null) {
                    session.connection().rollback();
                }
                session.close();
            }
        } catch (SQLException cannot) {
            throw new StoreException("the store did not close cleanly", cannot);
        }
    }
}
