package dev.keyhold.store.sqlite;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.keyhold.store.BundleFiles;
import dev.keyhold.store.Engine;
import dev.keyhold.store.Migrations;
import dev.keyhold.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// SQLite in WAL mode with `synchronous=FULL`: a commit returns after the write-ahead log is on the disk.
///
/// SQLite's own automatic checkpoints are off, because they run within a commit and throw away their errors: every
/// fsync of the database file could fail and be tried again, and nobody would know. We run them between transactions,
/// where an error stops the node like that of any write.
///
/// Threads: as [Engine] says.
final class SqliteEngine implements Engine {

    private static final int READERS = 4;
    private static final int BUSY_MILLIS = 10_000;

    /// How much is written before the write-ahead log is copied into the database: enough to make the copy cheap,
    /// little enough to make it short.
    private static final long CHECKPOINT_BYTES = 4 * 1024 * 1024;

    /// What a transaction writes besides its entries: the pages of head, epoch and indexes.
    private static final long TRANSACTION_BYTES = 16 * 1024;

    private final SQLiteDataSource writers;
    private final HikariDataSource readers;
    private final BundleFiles bundles;
    private final DirectoryLock lock;

    private long sinceCheckpoint;

    private SqliteEngine(SQLiteDataSource writers, HikariDataSource readers, BundleFiles bundles, DirectoryLock lock) {
        this.writers = writers;
        this.readers = readers;
        this.bundles = bundles;
        this.lock = lock;
    }

    /// @param file the database file
    /// @param log the directory of bundles
    /// @param lock the right to both, released with the engine
    static SqliteEngine open(Path file, Path log, DirectoryLock lock) {
        SQLiteDataSource writers = dataSource(file, writing());
        Migrations.run(writers, "db/sqlite");
        requireDurable(writers);
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("store-readers");
        pool.setDataSource(dataSource(file, reading()));
        pool.setReadOnly(true);
        pool.setMaximumPoolSize(READERS + 1); // one beside the reading threads, for who writes bundles
        return new SqliteEngine(writers, new HikariDataSource(pool), new BundleDirectory(log), lock);
    }

    private static SQLiteDataSource dataSource(Path file, SQLiteConfig config) {
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private static SQLiteConfig writing() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_MILLIS);
        return config;
    }

    private static SQLiteConfig reading() {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MILLIS);
        return config;
    }

    /// A pragma that cannot be met is ignored in silence, for example WAL on a network file system.
    private static void requireDurable(SQLiteDataSource source) {
        try (Connection connection = source.getConnection()) {
            if (!pragma(connection, "journal_mode").equals("wal")
                    || !pragma(connection, "synchronous").equals("2")
                    || !pragma(connection, "foreign_keys").equals("1")) {
                throw new StoreException(
                        "SQLite cannot be durable here; is the data directory on a local file system?");
            }
        } catch (SQLException cannot) {
            throw new StoreException("the database cannot be opened", cannot);
        }
    }

    private static String pragma(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA " + name)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    @Override
    public Connection writer() throws SQLException {
        Connection connection = writers.getConnection();
        try {
            pragma(connection, "wal_autocheckpoint = 0");
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException cannot) {
            connection.close();
            throw cannot;
        }
    }

    @Override
    public Connection reader() throws SQLException {
        return readers.getConnection();
    }

    @Override
    public int readers() {
        return READERS;
    }

    /// Nothing: a writing transaction begins with the only write lock that there is.
    @Override
    public String lockClause() {
        return "";
    }

    @Override
    public boolean isForeignKeyViolation(SQLException refusal) {
        return refusal instanceof SQLiteException exception
                && exception.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_FOREIGNKEY;
    }

    @Override
    public void betweenTransactions(Connection writer, long bytesWritten) throws SQLException {
        sinceCheckpoint += bytesWritten + TRANSACTION_BYTES;
        if (sinceCheckpoint < CHECKPOINT_BYTES) {
            return;
        }
        sinceCheckpoint = 0;
        writer.setAutoCommit(true); // the driver begins a transaction as soon as the last one ends
        pragma(writer, "wal_checkpoint(PASSIVE)");
        writer.setAutoCommit(false);
    }

    @Override
    public BundleFiles bundleFiles() {
        return bundles;
    }

    @Override
    public void close() {
        try (lock;
                readers) {
            // readers first, then the lock
        }
    }
}
