package dev.keyhold.store;

import java.sql.Connection;
import java.sql.SQLException;

/// What differs between the databases. Everything else of the store is shared.
///
/// Threads: [#reader] by any thread; [#writer] and what is called with its connection by the thread that writes.
public interface Engine extends AutoCloseable {

    /// A new connection that may write, without auto-commit and with full durability: a commit returns only after the
    /// data would survive a power loss.
    Connection writer() throws SQLException;

    /// A connection of the readers' pool, with auto-commit; it sees committed data only. Closing gives it back.
    Connection reader() throws SQLException;

    /// How many threads read at once.
    int readers();

    /// What is added to the query of the epoch row to make it wait for, and keep out, every other transaction that
    /// changes state.
    String lockClause();

    /// Whether a statement was refused because the row that it refers to does not exist.
    boolean isForeignKeyViolation(SQLException refusal);

    /// Called between two transactions of the writing connection, for upkeep that must not happen behind its back.
    ///
    /// @param bytesWritten about how much was written since the last time
    void betweenTransactions(Connection writer, long bytesWritten) throws SQLException;

    /// Where full bundles rest.
    BundleFiles bundleFiles();

    /// Closes every connection but those that [#writer] gave out.
    @Override
    void close();
}
