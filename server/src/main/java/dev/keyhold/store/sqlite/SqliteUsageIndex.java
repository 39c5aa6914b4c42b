package dev.keyhold.store.sqlite;

import dev.keyhold.audit.Usage;
import dev.keyhold.audit.UsageIndex;
import dev.keyhold.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The usage index in `index.db` of the node's data directory. It is written without waiting for the disk, because it
/// can be filled again from the logs.
///
/// Threads: any; one platform thread does the work, so no virtual thread ever runs SQLite.
public final class SqliteUsageIndex implements UsageIndex {

    /// The form of the tables. A file of another form is emptied rather than misread.
    private static final int FORM = 1;

    private static final String CURSORS =
            """
            CREATE TABLE IF NOT EXISTS usage_cursor (
                node TEXT NOT NULL PRIMARY KEY,
                next_index INTEGER NOT NULL
            ) WITHOUT ROWID
            """;

    private static final String USAGE =
            """
            CREATE TABLE IF NOT EXISTS key_usage (
                account TEXT NOT NULL,
                key_arn TEXT NOT NULL,
                day TEXT NOT NULL,
                principal TEXT NOT NULL,
                operation TEXT NOT NULL,
                result TEXT NOT NULL,
                calls INTEGER NOT NULL,
                first_at INTEGER NOT NULL,
                last_at INTEGER NOT NULL,
                last_address TEXT NOT NULL,
                last_user_agent TEXT NOT NULL,
                PRIMARY KEY (account, key_arn, day, principal, operation, result)
            ) WITHOUT ROWID
            """;

    private static final String UPSERT =
            """
            INSERT INTO key_usage (account, key_arn, day, principal, operation, result,
                                   calls, first_at, last_at, last_address, last_user_agent)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET
                calls = calls + excluded.calls,
                first_at = min(first_at, excluded.first_at),
                last_address = iif(excluded.last_at >= last_at, excluded.last_address, last_address),
                last_user_agent = iif(excluded.last_at >= last_at, excluded.last_user_agent, last_user_agent),
                last_at = max(last_at, excluded.last_at)
            """;

    private final Connection connection;
    private final ExecutorService worker;

    private SqliteUsageIndex(Connection connection, ExecutorService worker) {
        this.connection = connection;
        this.worker = worker;
    }

    /// Opens the index, or makes an empty one.
    public static SqliteUsageIndex open(Path file) {
        ExecutorService worker =
                Executors.newSingleThreadExecutor(Thread.ofPlatform().name("usage-index").daemon(true).factory());
        return new SqliteUsageIndex(on(worker, () -> connect(file)), worker);
    }

    private static Connection connect(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = OFF");
            int form;
            try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
                form = row.getInt(1);
            }
            if (form != FORM) {
                statement.execute("DROP TABLE IF EXISTS usage_cursor");
                statement.execute("DROP TABLE IF EXISTS key_usage");
            }
            statement.execute(CURSORS);
            statement.execute(USAGE);
            statement.execute("PRAGMA user_version = " + FORM);
        }
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public long cursor(String node) {
        return on(
                worker,
                () -> {
                    try (PreparedStatement query =
                            connection.prepareStatement("SELECT next_index FROM usage_cursor WHERE node = ?")) {
                        query.setString(1, node);
                        try (ResultSet row = query.executeQuery()) {
                            return row.next() ? row.getLong(1) : 0L;
                        }
                    }
                });
    }

    @Override
    public void add(String node, long newCursor, Collection<Usage> usage) {
        on(
                worker,
                () -> {
                    try {
                        upsert(usage);
                        moveCursor(node, newCursor);
                        connection.commit();
                    } catch (SQLException cannot) {
                        connection.rollback();
                        throw cannot;
                    }
                    return true;
                });
    }

    private void upsert(Collection<Usage> usage) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            for (Usage one : usage) {
                Usage.Tuple key = one.key();
                upsert.setString(1, key.account());
                upsert.setString(2, key.keyArn());
                upsert.setString(3, key.day());
                upsert.setString(4, key.principal());
                upsert.setString(5, key.operation());
                upsert.setString(6, key.result());
                upsert.setLong(7, one.count());
                upsert.setLong(8, one.first().toEpochMilli());
                upsert.setLong(9, one.last().toEpochMilli());
                upsert.setString(10, one.lastAddress());
                upsert.setString(11, one.lastUserAgent());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    private void moveCursor(String node, long newCursor) throws SQLException {
        try (PreparedStatement move =
                connection.prepareStatement(
                        """
                        INSERT INTO usage_cursor (node, next_index) VALUES (?, ?)
                        ON CONFLICT DO UPDATE SET next_index = excluded.next_index
                        """)) {
            move.setString(1, node);
            move.setLong(2, newCursor);
            move.executeUpdate();
        }
    }

    @Override
    public List<Usage> ofKey(String account, String keyArn, String sinceDay) {
        return on(
                worker,
                () -> {
                    try (PreparedStatement query =
                            connection.prepareStatement(
                                    """
                                    SELECT day, principal, operation, result, calls, first_at, last_at, last_address, last_user_agent
                                    FROM key_usage WHERE account = ? AND key_arn = ? AND day >= ?
                                    """)) {
                        query.setString(1, account);
                        query.setString(2, keyArn);
                        query.setString(3, sinceDay);
                        try (ResultSet row = query.executeQuery()) {
                            List<Usage> usage = new ArrayList<>();
                            while (row.next()) {
                                usage.add(usage(account, keyArn, row));
                            }
                            return usage;
                        }
                    }
                });
    }

    private static Usage usage(String account, String keyArn, ResultSet row) throws SQLException {
        Usage.Tuple key =
                new Usage.Tuple(
                        row.getString("day"),
                        account,
                        keyArn,
                        row.getString("principal"),
                        row.getString("operation"),
                        row.getString("result"));
        return new Usage(
                key,
                row.getLong("calls"),
                Instant.ofEpochMilli(row.getLong("first_at")),
                Instant.ofEpochMilli(row.getLong("last_at")),
                row.getString("last_address"),
                row.getString("last_user_agent"));
    }

    /// Runs on the one platform thread and waits, whatever interrupts the waiting.
    private static <T> T on(ExecutorService worker, Callable<T> work) {
        try {
            return CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return work.call();
                                } catch (Exception cannot) {
                                    throw new StoreException("the usage index cannot be used", cannot);
                                }
                            },
                            worker)
                    .join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof StoreException cause ? cause : failed;
        }
    }

    @Override
    public void close() {
        on(
                worker,
                () -> {
                    connection.close();
                    return true;
                });
        worker.shutdown();
    }
}
