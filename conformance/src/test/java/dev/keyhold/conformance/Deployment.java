package dev.keyhold.conformance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A production deployment that `keyhold init` made, whose server can be started, killed and started again.
final class Deployment {

    private final Path data;
    private final Map<String, String> environment;
    private final KeyholdProcess.Finished init;

    private Deployment(Path data, Map<String, String> environment, KeyholdProcess.Finished init) {
        this.data = data;
        this.environment = environment;
        this.init = init;
    }

    /// On SQLite in the data directory.
    static Deployment sqlite(Path data) {
        return init(data, Map.of());
    }

    /// On SQLite, with more names in its certificate.
    static Deployment named(Path data, String... names) {
        return init(data, Map.of(), Stream.of(names).flatMap(name -> Stream.of("--name", name)).toArray(String[]::new));
    }

    /// On a PostgreSQL database.
    static Deployment postgres(Path data, PostgresDatabase database) {
        Map<String, String> environment = new HashMap<>();
        environment.put("KEYHOLD_DATABASE_PASSWORD", database.password());
        return init(data, environment, "--database-url", database.url(), "--database-user", database.user());
    }

    /// Another node of the same deployment.
    static Deployment joining(Path data, PostgresDatabase database, Deployment first) {
        Map<String, String> environment = new HashMap<>();
        environment.put("KEYHOLD_DATABASE_PASSWORD", database.password());
        return init(
                data,
                environment,
                "--database-url",
                database.url(),
                "--database-user",
                database.user(),
                "--root-key",
                first.data().resolve("root.key").toString());
    }

    private static Deployment init(Path data, Map<String, String> environment, String... more) {
        List<String> arguments = new ArrayList<>(List.of("init", "--data", data.toString(), "--listen", "127.0.0.1:0"));
        arguments.addAll(List.of(more));
        KeyholdProcess.Finished init = KeyholdProcess.finish(environment, arguments.toArray(String[]::new));
        if (init.exitCode() != 0) {
            throw new AssertionError("init failed: " + init.all());
        }
        return new Deployment(data, Map.copyOf(environment), init);
    }

    Path data() {
        return data;
    }

    /// What `init` printed.
    String printed() {
        return init.out();
    }

    Map<String, String> environment() {
        return environment;
    }

    /// The root credential that `init` printed once.
    Credential root() {
        return new Credential(init.export("AWS_ACCESS_KEY_ID"), init.export("AWS_SECRET_ACCESS_KEY"));
    }

    /// The CA that clients are to trust, as `init` printed it.
    Path authority() {
        return Path.of(init.export("AWS_CA_BUNDLE"));
    }

    /// Starts its server on a free port.
    KeyholdProcess serve() {
        return serve("127.0.0.1:0");
    }

    /// Starts its server.
    ///
    /// @param listen address and port
    KeyholdProcess serve(String listen) {
        return KeyholdProcess.serve(
                environment, "server", "--data", data.toString(), "--listen", listen, "--admin-listen", "none");
    }

    Endpoint endpoint(KeyholdProcess server) {
        return Endpoint.https(server.port(), authority());
    }

    /// Verifies the whole log offline.
    KeyholdProcess.Finished verify() {
        return KeyholdProcess.finish(environment, "audit", "verify", "--data", data.toString());
    }
}
