package dev.keyhold.store.sqlite;

import dev.keyhold.audit.AccessKeyUse;
import dev.keyhold.audit.Usage;
import dev.keyhold.audit.UsageIndex;
import dev.keyhold.store.Columns;
import dev.keyhold.store.Session;
import dev.keyhold.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.sqlite.SQLiteConfig;

/// The usage index in a file of its own, which can be deleted at any time: it is filled again from the logs. An index
/// of another version or that is damaged is thrown away at the start.
///
/// Threads: safe. One platform thread does all the work, because a native call must not hold the carrier of a virtual
/// thread; callers wait.
public final class SqliteUsageIndex implements UsageIndex {

    private static final int VERSION = 3;

    private static final List<String> SCHEMA =
            List.of(
                    "CREATE TABLE usage_cursor (node TEXT PRIMARY KEY, next INTEGER NOT NULL) WITHOUT ROWID",
                    """
                    CREATE TABLE usage (
                        account TEXT, key_arn TEXT, day TEXT, principal TEXT, operation TEXT, result TEXT,
                        calls INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
                        last_address TEXT NOT NULL, last_user_agent TEXT NOT NULL,
                        last_event TEXT NOT NULL, last_request TEXT NOT NULL,
                        PRIMARY KEY (account, key_arn, day, principal, operation, result)
                    ) WITHOUT ROWID\
                    """,
                    """
                    CREATE TABLE access_key_use (
                        access_key TEXT PRIMARY KEY, last INTEGER NOT NULL, service TEXT NOT NULL, region TEXT NOT NULL
                    ) WITHOUT ROWID\
                    """,
                    "PRAGMA user_version = " + VERSION);

    private static final String ADD =
            """
            INSERT INTO usage (account, key_arn, day, principal, operation, result, calls, first, last, last_address,
                last_user_agent, last_event, last_request)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET
                calls = calls + excluded.calls,
                first = min(first, excluded.first),
                last = max(last, excluded.last),
                last_address = CASE WHEN excluded.last < last THEN last_address ELSE excluded.last_address END,
                last_user_agent = CASE WHEN excluded.last < last THEN last_user_agent ELSE excluded.last_user_agent END,
                last_event = CASE WHEN excluded.last < last THEN last_event ELSE excluded.last_event END,
                last_request = CASE WHEN excluded.last < last THEN last_request ELSE excluded.last_request END
            """;

    private static final String SELECT =
            """
            SELECT account, key_arn, day, principal, operation, result, calls, first, last, last_address,
                last_user_agent, last_event, last_request
            FROM usage\
            """
                    + " ";

    private final Session session;
    private final ExecutorService thread;

    private SqliteUsageIndex(Session session, ExecutorService thread) {
        this.session = session;
        this.thread = thread;
    }

    /// Opens the index, or starts an empty one.
    ///
    /// @param file the database file
    /// @throws StoreException if there can be none
    public static SqliteUsageIndex open(Path file) {
        ExecutorService thread =
                Executors.newSingleThreadExecutor(Thread.ofPlatform().name("usage-index").daemon(true).factory());
        try {
            return new SqliteUsageIndex(await(thread.submit(() -> openOrReplace(file))), thread);
        } catch (RuntimeException cannot) {
            thread.shutdown();
            throw cannot;
        }
    }

    private static Session openOrReplace(Path file) throws SQLException, IOException {
        try {
            return connect(file);
        } catch (SQLException unusable) {
            for (String suffix : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
            }
            return connect(file);
        }
    }

    /// @throws SQLException if the file is no index of this version
    private static Session connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        Session session = new Session(config.createConnection("jdbc:sqlite:" + file));
        try {
            int version = session.one("PRAGMA user_version", row -> row.getInt(1)).orElse(0);
            boolean empty = session.all("SELECT name FROM sqlite_schema", row -> row.getString(1)).isEmpty();
            if (!empty && version != VERSION) {
                throw new SQLException("an index of version " + version);
            }
            session.connection().setAutoCommit(false);
            if (empty) {
                for (String statement : SCHEMA) {
                    session.update(statement);
                }
            }
            session.connection().commit();
            return session;
        } catch (SQLException unusable) {
            session.close();
            throw unusable;
        }
    }

    @Override
    public long cursor(String node) {
        return call(() ->
                session.one("SELECT next FROM usage_cursor WHERE node = ?", row -> row.getLong("next"), node)
                        .orElse(0L));
    }

    @Override
    public void add(Map<String, Long> cursors, Collection<Usage> usage, Collection<AccessKeyUse> accessKeys) {
        List<Usage> added = List.copyOf(usage);
        List<AccessKeyUse> used = List.copyOf(accessKeys);
        Map<String, Long> moved = Map.copyOf(cursors);
        call(() -> {
            PreparedStatement add = session.statement(ADD);
            for (Usage one : added) {
                bind(add, one);
                add.addBatch();
            }
            add.executeBatch();
            for (AccessKeyUse use : used) {
                session.update(
                        """
                        INSERT INTO access_key_use (access_key, last, service, region) VALUES (?, ?, ?, ?)
                        ON CONFLICT DO UPDATE SET last = excluded.last, service = excluded.service,
                            region = excluded.region
                        WHERE excluded.last >= last\
                        """,
                        use.accessKeyId(),
                        use.time(),
                        use.service(),
                        use.region());
            }
            for (Map.Entry<String, Long> cursor : moved.entrySet()) {
                session.update(
                        "INSERT INTO usage_cursor (node, next) VALUES (?, ?)"
                                + " ON CONFLICT DO UPDATE SET next = excluded.next",
                        cursor.getKey(),
                        cursor.getValue());
            }
            session.connection().commit();
            return added.size();
        });
    }

    private static void bind(PreparedStatement add, Usage usage) throws SQLException {
        Usage.Tuple key = usage.key();
        Session.bind(
                add,
                key.account(),
                key.keyArn(),
                key.day(),
                key.principal(),
                key.operation(),
                key.result(),
                usage.count(),
                usage.first(),
                usage.last().time(),
                usage.last().address(),
                usage.last().userAgent(),
                usage.last().eventId(),
                usage.last().requestId());
    }

    @Override
    public List<Usage> ofKey(String account, String keyArn, String sinceDay) {
        return call(() ->
                session.all(
                        SELECT
                                + "WHERE account = ? AND key_arn = ? AND day >= ? ORDER BY day, principal, operation, result",
                        SqliteUsageIndex::usage,
                        account,
                        keyArn,
                        sinceDay));
    }

    @Override
    public Optional<Usage> last(String account, String keyArn, Set<String> operations) {
        List<String> values = new ArrayList<>(List.of(account, keyArn));
        values.addAll(operations);
        return call(() ->
                session.one(
                        SELECT
                                + "WHERE account = ? AND key_arn = ? AND result = 'ok' AND operation IN ("
                                + String.join(", ", Collections.nCopies(operations.size(), "?"))
                                + ") ORDER BY last DESC LIMIT 1",
                        SqliteUsageIndex::usage,
                        values.toArray()));
    }

    @Override
    public Optional<AccessKeyUse> lastUseOf(String accessKeyId) {
        return call(() ->
                session.one(
                        "SELECT access_key, last, service, region FROM access_key_use WHERE access_key = ?",
                        row ->
                                new AccessKeyUse(
                                        row.getString("access_key"),
                                        Columns.time(row, "last"),
                                        row.getString("service"),
                                        row.getString("region")),
                        accessKeyId));
    }

    private static Usage usage(ResultSet row) throws SQLException {
        return new Usage(
                new Usage.Tuple(
                        row.getString("day"),
                        row.getString("account"),
                        row.getString("key_arn"),
                        row.getString("principal"),
                        row.getString("operation"),
                        row.getString("result")),
                row.getLong("calls"),
                Columns.time(row, "first"),
                new Usage.Use(
                        Columns.time(row, "last"),
                        row.getString("last_address"),
                        row.getString("last_user_agent"),
                        row.getString("last_event"),
                        row.getString("last_request")));
    }

    /// What is done on the index.
    @FunctionalInterface
    private interface Task<T> {
        T run() throws SQLException;
    }

    private <T> T call(Task<T> task) {
        try {
            return await(thread.submit(() -> run(task)));
        } catch (RejectedExecutionException closed) {
            throw new StoreException("the usage index is closed", closed);
        }
    }

    private <T> T run(Task<T> task) throws SQLException {
        try {
            return task.run();
        } catch (SQLException | RuntimeException cannot) {
            session.connection().rollback();
            throw cannot;
        }
    }

    private static <T> T await(Future<T> result) {
        try {
            return result.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for the usage index", interrupted);
        } catch (ExecutionException failed) {
            throw new StoreException("the usage index cannot be used", failed);
        }
    }

    @Override
    public void close() {
        call(() -> {
            session.connection().rollback();
            session.close();
            return true;
        });
        thread.shutdown();
    }
}
