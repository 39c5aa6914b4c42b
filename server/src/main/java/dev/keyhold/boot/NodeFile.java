package dev.keyhold.boot;

import dev.keyhold.operations.Quotas;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// `node.properties` in the data directory: what `init` was told and `server` must not have to ask. It holds no secret;
/// a database password comes from the environment.
///
/// @param data the node's data directory
record NodeFile(DataDirectory data) {

    private static final String PASSWORD_VARIABLE = "KEYHOLD_DATABASE_PASSWORD";

    Path path() {
        return data.path().resolve("node.properties");
    }

    void write(Initialisation.Request request) {
        Properties properties = new Properties();
        properties.setProperty("account", request.account());
        properties.setProperty("listen", request.listen());
        properties.setProperty("regions", String.join(",", request.regions()));
        request.databaseUrl()
                .ifPresent(url -> {
                    properties.setProperty("database.url", url);
                    properties.setProperty("database.user", request.databaseUser());
                });
        request.rootKey().ifPresent(file -> properties.setProperty("root-key", file.toAbsolutePath().toString()));
        try (BufferedWriter writer = Files.newBufferedWriter(path())) {
            properties.store(writer, "How this Keyhold node runs");
        } catch (IOException cannot) {
            throw new UncheckedIOException("cannot write " + path(), cannot);
        }
    }

    /// The configuration.
    ///
    /// @param listen overrides the file's address
    /// @param admin where metrics are served
    /// @param quotas how much of a thing there may be
    /// @param environment holds the database password
    Config read(
            Optional<Config.Address> listen,
            Optional<Config.Address> admin,
            Quotas quotas,
            Map<String, String> environment) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path())) {
            properties.load(reader);
        } catch (IOException cannot) {
            throw new IllegalStateException(
                    data.path()
                            + " is not a node's data directory; run 'keyhold init --data "
                            + data.path()
                            + "' first",
                    cannot);
        }
        Optional<Config.Database> database =
                Optional.ofNullable(properties.getProperty("database.url"))
                        .map(url ->
                                new Config.Database(
                                        url,
                                        properties.getProperty("database.user", ""),
                                        environment.getOrDefault(PASSWORD_VARIABLE, "")));
        return new Config(
                data,
                database,
                listen.orElseGet(() -> Config.Address.parse(properties.getProperty("listen"))),
                admin,
                true,
                Optional.ofNullable(properties.getProperty("root-key")).map(Path::of),
                List.of(properties.getProperty("regions").split(",")),
                Optional.empty(),
                properties.getProperty("account"),
                quotas,
                false);
    }
}
