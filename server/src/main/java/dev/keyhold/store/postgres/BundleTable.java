package dev.keyhold.store.postgres;

import dev.keyhold.store.BundleFiles;
import dev.keyhold.store.Engine;
import dev.keyhold.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The parts of full bundles as rows of `log_file`, written on a connection of their own, beside the committer's.
///
/// Threads: as [BundleFiles] says.
final class BundleTable implements BundleFiles, AutoCloseable {

    private final Engine engine;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Connection writer; // guarded by lock, opened at the first put

    BundleTable(Engine engine) {
        this.engine = engine;
    }

    @Override
    public void put(String node, Map<String, byte[]> files) {
        lock.lock();
        try {
            Connection connection = writer == null ? engine.writer() : writer;
            writer = connection;
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                if (!inserted(connection, node, file.getKey(), file.getValue())
                        && !Arrays.equals(content(connection, node, file.getKey()).orElseThrow(), file.getValue())) {
                    connection.rollback();
                    throw new IllegalStateException(
                            "there is another " + file.getKey() + " in the log already: a bundle never changes");
                }
            }
            connection.commit();
        } catch (SQLException cannot) {
            throw new StoreException("a bundle of the log of node " + node + " cannot be written", cannot);
        } finally {
            lock.unlock();
        }
    }

    private static boolean inserted(Connection connection, String node, String path, byte[] bytes) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO log_file (node, path, content) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, node);
            insert.setString(2, path);
            insert.setBytes(3, bytes);
            return insert.executeUpdate() == 1;
        }
    }

    private static Optional<byte[]> content(Connection connection, String node, String path) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT content FROM log_file WHERE node = ? AND path = ?")) {
            select.setString(1, node);
            select.setString(2, path);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        }
    }

    @Override
    public Optional<byte[]> get(String node, String path) {
        try (Connection connection = engine.reader()) {
            return content(connection, node, path);
        } catch (SQLException cannot) {
            throw new StoreException("a bundle of the log of node " + node + " cannot be read", cannot);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (writer != null) {
                writer.close();
            }
        } catch (SQLException cannot) {
            throw new StoreException("the bundles' connection did not close cleanly", cannot);
        } finally {
            lock.unlock();
        }
    }
}
