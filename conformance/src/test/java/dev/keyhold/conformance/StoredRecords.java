package dev.keyhold.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The request ids of the audit records, read where they rest and without a line of the server's code: rows of
/// `log_entry` that are not in a bundle yet, and the bundles.
final class StoredRecords {

    private static final Pattern REQUEST_ID = Pattern.compile("\"requestID\":\"([0-9a-f-]{36})\"");

    private StoredRecords() {}

    /// Of a data directory on SQLite whose server does not run.
    ///
    /// @param scratch where a copy of the store can be opened, so that the server finds its own as it left it
    static Set<String> ofSqlite(Path data, Path scratch) throws IOException, SQLException {
        for (String suffix : List.of("", "-wal", "-shm")) {
            Path file = data.resolve("state.db" + suffix);
            Path copy = scratch.resolve("state.db" + suffix);
            Files.deleteIfExists(copy);
            if (Files.exists(file)) {
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Set<String> ids = new HashSet<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + scratch.resolve("state.db"))) {
            addColumn(connection, "SELECT record FROM log_entry", ids);
        }
        if (Files.isDirectory(data.resolve("log"))) {
            try (Stream<Path> files = Files.walk(data.resolve("log"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    add(Files.readAllBytes(file), ids);
                }
            }
        }
        return ids;
    }

    /// Of a PostgreSQL database.
    static Set<String> ofPostgres(PostgresDatabase database) throws SQLException {
        Set<String> ids = new HashSet<>();
        try (Connection connection =
                DriverManager.getConnection(database.url(), database.user(), database.password())) {
            addColumn(connection, "SELECT record FROM log_entry", ids);
            addColumn(connection, "SELECT content FROM log_file", ids);
        }
        return ids;
    }

    private static void addColumn(Connection connection, String query, Set<String> ids) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                add(rows.getBytes(1), ids);
            }
        }
    }

    private static void add(byte[] bytes, Set<String> ids) {
        Matcher id = REQUEST_ID.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        while (id.find()) {
            ids.add(id.group(1));
        }
    }
}
