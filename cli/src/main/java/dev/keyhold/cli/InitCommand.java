package dev.keyhold.cli;

import dev.keyhold.boot.Initialisation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `keyhold init`: makes a deployment for production.
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = {
            "Make a deployment: its root key, its log key, its CA and its root credential.",
            "The credential is printed once. A second node of a PostgreSQL deployment is made with the same"
                    + " --database-url and a copy of the first node's root.key (--root-key)."
        })
final class InitCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "The node's data directory; made if absent.")
    @SuppressWarnings("NullAway.Init") // required
    private Path data;

    @Option(
            names = "--account",
            paramLabel = "ID",
            defaultValue = "000000000000",
            description = "The 12-digit account (default: ${DEFAULT-VALUE}).")
    private String account = "000000000000";

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:8443",
            description = "Where the server will listen (default: ${DEFAULT-VALUE}).")
    private String listen = "127.0.0.1:8443";

    @Option(
            names = "--name",
            paramLabel = "HOST",
            description = "A name or address that clients use, for the certificate. Can be repeated.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "A region to serve (default: us-east-1). Can be repeated.")
    private List<String> regions = new ArrayList<>();

    @Option(
            names = "--database-url",
            paramLabel = "JDBC_URL",
            description =
                    "A PostgreSQL database, jdbc:postgresql://…; without it the store is SQLite in DIR. The password"
                            + " comes from KEYHOLD_DATABASE_PASSWORD.")
    private @Nullable String databaseUrl;

    @Option(
            names = "--database-user",
            paramLabel = "NAME",
            defaultValue = "keyhold",
            description = "The database user.")
    private String databaseUser = "keyhold";

    @Option(
            names = "--root-key",
            paramLabel = "FILE",
            description = "Where the root key file is or shall be (default: DIR/root.key).")
    private @Nullable Path rootKey;

    @Override
    public Integer call() {
        if (!account.matches("[0-9]{12}")) {
            throw new ParameterException(spec.commandLine(), "--account must be 12 digits");
        }
        Initialisation.Request request =
                new Initialisation.Request(
                        data,
                        account,
                        listen,
                        names,
                        regions.isEmpty() ? List.of("us-east-1") : regions,
                        Optional.ofNullable(databaseUrl),
                        databaseUser,
                        Optional.ofNullable(rootKey));
        new Initialisation(request, System.getenv(), spec.commandLine().getOut()).run();
        return 0;
    }
}
