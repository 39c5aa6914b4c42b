package dev.keyhold.cli;

import dev.keyhold.boot.ProductionServer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `keyhold server`: the production server.
@Command(
        name = "server",
        mixinStandardHelpOptions = true,
        description =
                "Start a server on a data directory that 'keyhold init' made. It is ready when it prints 'ready'.")
final class ServerCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "The node's data directory.")
    @SuppressWarnings("NullAway.Init") // required
    private Path data;

    @Option(names = "--listen", paramLabel = "HOST:PORT", description = "Listen elsewhere than 'init' said.")
    private @Nullable String listen;

    @Option(
            names = "--admin-listen",
            paramLabel = "HOST:PORT",
            description = "Where to serve /metrics (default: 127.0.0.1:8201; 'none' for nowhere).",
            defaultValue = "127.0.0.1:8201")
    private String admin = "127.0.0.1:8201";

    @Mixin private QuotaOptions quotas = new QuotaOptions();

    @Override
    public Integer call() throws Exception {
        return new ProductionServer(
                        data,
                        Optional.ofNullable(listen),
                        admin,
                        quotas.quotas(),
                        System.getenv(),
                        spec.commandLine().getOut())
                .run();
    }
}
