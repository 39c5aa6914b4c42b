package dev.keyhold.store.postgres;

import dev.keyhold.store.Store;
import dev.keyhold.store.TestStores;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// A database of a test.
record PostgresTestStores(String url) implements TestStores {

    @Override
    public Store open() {
        return PostgresStore.open(url, EmbeddedPostgresServer.USER, "");
    }

    @Override
    public Optional<byte[]> bundleFile(String node, String path) {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement select =
                        connection.prepareStatement("SELECT content FROM log_file WHERE node = ? AND path = ?")) {
            select.setString(1, node);
            select.setString(2, path);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        } catch (SQLException cannot) {
            throw new AssertionError(cannot);
        }
    }

    @Override
    public void damageBundleFile(String node, String path, byte[] bytes) {
        change("UPDATE log_file SET content = ? WHERE node = ? AND path = ?", bytes, node, path);
    }

    @Override
    public void removeBundleFile(String node, String path) {
        change("DELETE FROM log_file WHERE node = ? AND path = ?", node, path);
    }

    /// Changes the database behind the store's back.
    void change(String sql, Object... values) {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        } catch (SQLException cannot) {
            throw new AssertionError(cannot);
        }
    }
}
