package dev.keyhold.store;

import dev.keyhold.protocol.Blob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A connection with the statements that were prepared on it, each prepared once. Threads: one at a time.
public final class Session implements AutoCloseable {

    /// Makes a value of the current row.
    @FunctionalInterface
    public interface RowReader<T> {
        /// The value; the row is not to be moved.
        T read(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    /// @param connection closed with the session
    public Session(Connection connection) {
        this.connection = connection;
    }

    /// The connection, to end a transaction.
    public Connection connection() {
        return connection;
    }

    /// The statement of this SQL, for use until the next call with the same SQL.
    public PreparedStatement statement(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            statements.put(sql, known);
        }
        return known;
    }

    /// Runs a statement that returns no rows.
    ///
    /// @return how many rows it changed
    public int update(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = statement(sql);
        bind(statement, values);
        return statement.executeUpdate();
    }

    /// The only row, or empty if there is none.
    public <T> Optional<T> one(String sql, RowReader<T> reader, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = statement(sql);
        bind(statement, values);
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
        }
    }

    /// All rows in their order.
    public <T> List<T> all(String sql, RowReader<T> reader, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = statement(sql);
        bind(statement, values);
        try (ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        }
    }

    /// Binds values to the placeholders in order.
    public static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            int place = i + 1;
            switch (values[i]) {
                case null -> statement.setNull(place, Types.NULL);
                case String text -> statement.setString(place, text);
                case Long number -> statement.setLong(place, number);
                case Integer number -> statement.setInt(place, number);
                case Boolean flag -> statement.setBoolean(place, flag);
                case Instant time -> statement.setLong(place, Columns.nanos(time));
                case byte[] bytes -> statement.setBytes(place, bytes);
                case Blob blob -> statement.setBytes(place, blob.toByteArray());
                default -> throw new IllegalArgumentException("no column type for " + values[i].getClass());
            }
        }
    }

    /// Closes the statements and the connection.
    @Override
    public void close() throws SQLException {
        try (connection) {
            for (PreparedStatement statement : statements.values()) {
                statement.close();
            }
            statements.clear();
        }
    }
}
