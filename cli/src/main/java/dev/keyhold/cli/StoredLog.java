package dev.keyhold.cli;

import dev.keyhold.transparency.TilePath;
import dev.keyhold.transparency.verify.DirectoryFiles;
import dev.keyhold.transparency.verify.EntryCursor;
import dev.keyhold.transparency.verify.LogFiles;
import dev.keyhold.transparency.verify.LogTail;
import dev.keyhold.transparency.verify.StoredEntry;
import dev.keyhold.transparency.verify.TiledLogSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A node's log where the node keeps it, read without any of the server's code: the rows that are not yet bundled from
/// `state.db` or PostgreSQL, the bundles from `log/` or PostgreSQL. One transaction sees one state of a running node's
/// rows; nothing is written.
///
/// Not thread-safe.
final class StoredLog implements AutoCloseable {

    /// A row's position is the node's number and the index in one integer, as the store's schema says.
    private static final int INDEX_BITS = 48;

    private static final int BUNDLE = 256;
    private static final String PASSWORD_VARIABLE = "KEYHOLD_DATABASE_PASSWORD";

    private final Connection connection;
    private final LogFiles files;
    private final long bundles;
    private final TiledLogSource source;

    private StoredLog(Connection connection, LogFiles files, long bundles, TiledLogSource source) {
        this.connection = connection;
        this.files = files;
        this.bundles = bundles;
        this.source = source;
    }

    /// Opens the log of the node whose data directory this is.
    ///
    /// @param origin the log's name, whose last part is the node's
    static StoredLog open(Path data, String origin, Map<String, String> environment) throws IOException {
        String node = origin.substring(origin.lastIndexOf('/') + 1);
        Properties properties = new Properties();
        Path nodeFile = data.resolve("node.properties");
        if (Files.exists(nodeFile)) {
            try (Reader reader = Files.newBufferedReader(nodeFile)) {
                properties.load(reader);
            }
        }
        String url = properties.getProperty("database.url");
        try {
            Connection connection = url == null ? sqlite(data) : postgres(properties, url, environment);
            connection.setAutoCommit(false);
            LogFiles files =
                    url == null
                            ? new FinishedFiles(new DirectoryFiles(data.resolve("log").resolve(node)))
                            : new FilesInRows(connection, node);
            long stored = bundles(files);
            long whole = wholeBundles(files, stored, Rows.first(connection, node) / BUNDLE);
            Rows rows = new Rows(connection, node, whole * BUNDLE);
            return new StoredLog(connection, files, stored, TiledLogSource.files(files, rows));
        } catch (SQLException cannot) {
            throw new IOException("the node's store cannot be read: " + cannot.getMessage(), cannot);
        }
    }

    private static Connection sqlite(Path data) throws SQLException, IOException {
        Path file = data.resolve("state.db");
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString(), null, "this is not a node's data directory");
        }
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    private static Connection postgres(Properties properties, String url, Map<String, String> environment)
            throws SQLException {
        Connection connection =
                DriverManager.getConnection(
                        url,
                        properties.getProperty("database.user", ""),
                        environment.getOrDefault(PASSWORD_VARIABLE, ""));
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        return connection;
    }

    private static long bundles(LogFiles files) {
        long bundles = 0;
        while (files.exists(TilePath.entries(bundles, BUNDLE).path())) {
            bundles++;
        }
        return bundles;
    }

    /// How many bundles are to be read as files: all, but for one that a node was making when it was killed and whose
    /// entries are still rows.
    ///
    /// @param first the first bundle whose entries are rows too
    private static long wholeBundles(LogFiles files, long stored, long first) {
        for (long bundle = first; bundle < stored; bundle++) {
            if (!isWhole(files, bundle)) {
                return bundle;
            }
        }
        return stored;
    }

    private static boolean isWhole(LogFiles files, long bundle) {
        long tile = bundle;
        boolean whole = files.exists(TilePath.bodies(bundle, BUNDLE).path());
        for (int level = 0; whole; level++) {
            whole = files.exists(TilePath.hashes(level, tile, BUNDLE).path());
            if (tile % BUNDLE != BUNDLE - 1) {
                break; // it completes no tile of the level above
            }
            tile /= BUNDLE;
        }
        return whole;
    }

    /// Whether a running node has moved entries from rows to bundles since the log was opened, which makes what is read
    /// look like a change; the log must then be opened again.
    boolean hasMoved() {
        return bundles(files) != bundles;
    }

    /// What a verifier reads.
    TiledLogSource source() {
        return source;
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException cannot) {
            throw new IOException(cannot);
        }
    }

    /// The rows that are not yet bundled.
    private static final class Rows implements LogTail {

        private final Connection connection;
        private final long number;
        private final byte[] checkpoint;
        private final long first;
        private final long end;

        /// @param first the index after the last bundle; rows before it are still there after a crash, and do not count
        Rows(Connection connection, String node, long first) throws SQLException, IOException {
            this.connection = connection;
            this.first = first;
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT number, size, checkpoint FROM log_node WHERE name = ?")) {
                query.setString(1, node);
                try (ResultSet row = query.executeQuery()) {
                    if (!row.next() || row.getBytes("checkpoint") == null) {
                        throw new IOException("the store has no log of node " + node);
                    }
                    number = row.getLong("number");
                    checkpoint = row.getBytes("checkpoint");
                }
            }
            try (PreparedStatement query =
                    connection.prepareStatement(
                            "SELECT max(position) FROM log_entry WHERE position >= ? AND position < ?")) {
                query.setLong(1, (number << INDEX_BITS) + first);
                query.setLong(2, (number + 1) << INDEX_BITS);
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    long last = row.getLong(1);
                    end = row.wasNull() ? first : last - (number << INDEX_BITS) + 1;
                }
            }
        }

        /// The index of the first row, or the greatest number if there is none.
        static long first(Connection connection, String node) throws SQLException {
            try (PreparedStatement query =
                    connection.prepareStatement(
                            """
                            SELECT min(position) - n.number * ? AS first
                            FROM log_node n JOIN log_entry
                                ON position >= n.number * ? AND position < (n.number + 1) * ?
                            WHERE n.name = ? GROUP BY n.number\
                            """)) {
                for (int factor = 1; factor <= 3; factor++) {
                    query.setLong(factor, 1L << INDEX_BITS);
                }
                query.setString(4, node);
                try (ResultSet row = query.executeQuery()) {
                    return row.next() ? row.getLong("first") : Long.MAX_VALUE;
                }
            }
        }

        @Override
        public byte[] checkpoint() {
            return checkpoint;
        }

        @Override
        public long start() {
            return first;
        }

        @Override
        public long count() {
            return end - first;
        }

        @Override
        public EntryCursor entries() throws IOException {
            try {
                PreparedStatement query =
                        connection.prepareStatement(
                                "SELECT position, envelope, salt, record FROM log_entry"
                                        + " WHERE position >= ? AND position < ? ORDER BY position");
                query.setLong(1, (number << INDEX_BITS) + first);
                query.setLong(2, (number << INDEX_BITS) + end);
                query.setFetchSize(BUNDLE);
                return new RowCursor(query, query.executeQuery());
            } catch (SQLException cannot) {
                throw new IOException(cannot);
            }
        }
    }

    /// Files without those that a killed node has not finished: they were never part of the log.
    private record FinishedFiles(LogFiles files) implements LogFiles {

        private static final String UNFINISHED = ".unfinished";

        @Override
        public InputStream open(String path) throws IOException {
            return files.open(path);
        }

        @Override
        public boolean exists(String path) {
            return files.exists(path);
        }

        @Override
        public void forEach(Consumer<String> paths) throws IOException {
            files.forEach(path -> {
                if (!path.endsWith(UNFINISHED)) {
                    paths.accept(path);
                }
            });
        }
    }

    private record RowCursor(PreparedStatement query, ResultSet row) implements EntryCursor {

        @Override
        public StoredEntry next() throws IOException {
            try {
                return row.next()
                        ? StoredEntry.of(row.getBytes("envelope"), row.getBytes("salt"), row.getBytes("record"))
                        : StoredEntry.unreadable();
            } catch (SQLException cannot) {
                throw new IOException(cannot);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                query.close();
            } catch (SQLException cannot) {
                throw new IOException(cannot);
            }
        }
    }

    /// Bundles as PostgreSQL keeps them, by their path.
    private record FilesInRows(Connection connection, String node) implements LogFiles {

        @Override
        public InputStream open(String path) throws IOException {
            byte[] content = content(path);
            if (content == null) {
                throw new NoSuchFileException(path);
            }
            return new ByteArrayInputStream(content);
        }

        @Override
        public boolean exists(String path) {
            try {
                return content(path) != null;
            } catch (IOException cannot) {
                throw new IllegalStateException(cannot);
            }
        }

        private byte @Nullable [] content(String path) throws IOException {
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT content FROM log_file WHERE node = ? AND path = ?")) {
                query.setString(1, node);
                query.setString(2, path);
                try (ResultSet row = query.executeQuery()) {
                    return row.next() ? row.getBytes(1) : null;
                }
            } catch (SQLException cannot) {
                throw new IOException(cannot);
            }
        }

        @Override
        public void forEach(Consumer<String> paths) throws IOException {
            try (PreparedStatement query = connection.prepareStatement("SELECT path FROM log_file WHERE node = ?")) {
                query.setString(1, node);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        paths.accept(row.getString(1));
                    }
                }
            } catch (SQLException cannot) {
                throw new IOException(cannot);
            }
        }
    }
}
