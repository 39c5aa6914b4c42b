package dev.keyhold.conformance;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;

/// A PostgreSQL server of its own, from binaries that the build brings.
final class PostgresDatabase implements AutoCloseable {

    private static final String USER = "postgres";

    private final EmbeddedPostgres postgres;

    private PostgresDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    static PostgresDatabase start() throws IOException {
        return new PostgresDatabase(
                EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofMinutes(2))
                        // the embedded server's defaults are for tests that lose nothing
                        .setServerConfig("fsync", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setConnectConfig("connectTimeout", "60")
                        .start());
    }

    String url() {
        return postgres.getJdbcUrl(USER, "postgres").replaceFirst("\\?.*", "");
    }

    String user() {
        return USER;
    }

    /// Any will do: the server trusts local connections.
    String password() {
        return "postgres";
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
