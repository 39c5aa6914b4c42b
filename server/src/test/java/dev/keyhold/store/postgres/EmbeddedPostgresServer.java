package dev.keyhold.store.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/// A real PostgreSQL for tests: one server per JVM, started at the first use, gone with the JVM; a database for each
/// who asks. It is as durable as a production server: fsync and synchronous commit are on.
///
/// PostgreSQL does not run as root; where the tests do, the server starts in a user namespace (`unshare`), which the
/// kernel must allow. Where it cannot start, the tests are skipped and say why.
public final class EmbeddedPostgresServer {

    /// Owns every schema. Local connections need no password.
    public static final String USER = "postgres";

    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static @Nullable EmbeddedPostgres running;
    private static @Nullable String impossible;

    private EmbeddedPostgresServer() {}

    /// The JDBC URL of a new, empty schema. Aborts the test if there can be no server.
    public static String newSchema() {
        EmbeddedPostgres server = server();
        String name = "test" + SCHEMAS.incrementAndGet();
        String url = server.getJdbcUrl(USER, "postgres");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + name);
        } catch (SQLException cannot) {
            throw new AssertionError("no new schema", cannot);
        }
        return url + "&currentSchema=" + name;
    }

    private static synchronized EmbeddedPostgres server() {
        if (running != null) {
            return running;
        }
        try {
            if (impossible == null) {
                running = durable(EmbeddedPostgres.builder()).start();
                return running;
            }
        } catch (IOException | RuntimeException cannot) {
            impossible = cannot.toString();
        }
        return Assumptions.abort(
                "PostgreSQL cannot run here (as root it needs 'unshare' and user namespaces): " + impossible);
    }

    private static EmbeddedPostgres.Builder durable(EmbeddedPostgres.Builder builder) {
        return builder.setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on");
    }
}
