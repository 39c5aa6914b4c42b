package dev.keyhold.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.keyhold.store.BundleFiles;
import dev.keyhold.store.Engine;
import dev.keyhold.store.Migrations;
import dev.keyhold.store.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PSQLState;

/// PostgreSQL at READ COMMITTED with `synchronous_commit` on, or stronger where the server says so.
///
/// Every wait ends: a node that hangs in a transaction loses it, so that it cannot keep the lock of the epoch row from
/// the others, and a database that does not answer gives an exception, which stops the node.
///
/// Threads: as [Engine] says.
final class PostgresEngine implements Engine {

    private static final int READERS = 4;
    private static final int CONNECT_SECONDS = 10;
    private static final int ANSWER_SECONDS = 60;

    /// The committer waits for nobody but the database while its transaction is open, so one that is idle for so long
    /// belongs to a node that was stopped or cut off.
    private static final String END_IDLE_TRANSACTIONS = "SET idle_in_transaction_session_timeout = '20s'";

    private static final Set<String> DURABLE_COMMIT = Set.of("on", "remote_apply");

    private final DataSource source;
    private final HikariDataSource readers;
    private final BundleTable bundles;

    private PostgresEngine(DataSource source, HikariDataSource readers) {
        this.source = source;
        this.readers = readers;
        this.bundles = new BundleTable(this);
    }

    static PostgresEngine open(String url, String user, String password) {
        PGSimpleDataSource source = dataSource(url, user, password);
        requireDurable(source);
        Migrations.run(source, "db/postgres");
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("store-readers");
        pool.setDataSource(source);
        pool.setReadOnly(true);
        pool.setMaximumPoolSize(READERS + 1); // one beside the reading threads, for who writes bundles
        return new PostgresEngine(source, new HikariDataSource(pool));
    }

    private static PGSimpleDataSource dataSource(String url, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setApplicationName("keyhold");
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setSocketTimeout(ANSWER_SECONDS);
        source.setTcpKeepAlive(true);
        source.setReWriteBatchedInserts(true);
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        source.setLogServerErrorDetail(false); // the detail quotes the row
        return source;
    }

    private static void requireDurable(DataSource source) {
        try (Connection connection = source.getConnection()) {
            if (!value(connection, "SHOW fsync").equals("on")) {
                throw new StoreException("the PostgreSQL server runs with fsync off: it would lose what it confirmed");
            }
            if (!value(connection, "SHOW server_encoding").equals("UTF8")) {
                throw new StoreException("the database must have the encoding UTF8");
            }
            if (!value(connection, "SELECT pg_is_in_recovery()").equals("f")) {
                throw new StoreException("this is a replica; a node works on the primary only");
            }
        } catch (SQLException cannot) {
            throw new StoreException("the PostgreSQL database cannot be reached", cannot);
        }
    }

    private static String value(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    @Override
    public Connection writer() throws SQLException {
        Connection connection = source.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute(END_IDLE_TRANSACTIONS);
            if (!DURABLE_COMMIT.contains(value(connection, "SHOW synchronous_commit"))) {
                statement.execute("SET synchronous_commit = on");
            }
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
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

    @Override
    public String lockClause() {
        return " FOR UPDATE";
    }

    @Override
    public boolean isForeignKeyViolation(SQLException refusal) {
        return PSQLState.FOREIGN_KEY_VIOLATION.getState().equals(refusal.getSQLState());
    }

    @Override
    public void betweenTransactions(Connection writer, long bytesWritten) {
        // the server does its own upkeep and fails its commits when that fails
    }

    @Override
    public BundleFiles bundleFiles() {
        return bundles;
    }

    @Override
    public void close() {
        try (readers;
                bundles) {
            // the bundles' connection first, then the pool
        }
    }
}
