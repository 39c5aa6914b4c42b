package dev.keyhold.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `keyhold tour`: the five-minute tour of `make demo`.
@Command(
        name = "tour",
        mixinStandardHelpOptions = true,
        description = "Start a server on the embedded store and do the main job on a real file, step by step.")
final class TourCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--exit", description = "End the server after the tour; otherwise it runs until Ctrl-C.")
    private boolean exit;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:8200",
            description = "Where the server listens (default: ${DEFAULT-VALUE}; another port if it is taken).")
    private String listen = "127.0.0.1:8200";

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "The file to encrypt (default: a library of Keyhold's own).")
    private @Nullable Path file;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (TourServer server = TourServer.start(listen)) {
            new Tour(server, file, out).run();
            out.println();
            out.println("That was the tour. Your own tools work against this server too:");
            out.println();
            server.exports().forEach(out::println);
            out.println();
            out.println("  aws kms list-aliases");
            out.println("  aws kms generate-data-key --key-id alias/orders --key-spec AES_256");
            out.println("  bin/keyhold who-used alias/orders");
            out.flush();
            if (!exit) {
                out.println();
                out.println("The server runs until Ctrl-C. Its data is in " + server.data() + " and goes with it.");
                out.flush();
                server.waitForEnd();
            }
        }
        return 0;
    }
}
