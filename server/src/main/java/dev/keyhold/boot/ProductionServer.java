package dev.keyhold.boot;

import dev.keyhold.crypto.HardeningReport;
import dev.keyhold.crypto.ProcessHardening;
import dev.keyhold.operations.Quotas;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `keyhold server`: the production server. It refuses to start in a process whose memory others can read.
public final class ProductionServer {

    private static final String NO_ADMIN = "none";

    private final DataDirectory data;
    private final Optional<String> listen;
    private final String admin;
    private final Quotas quotas;
    private final Map<String, String> environment;
    private final PrintWriter out;

    /// @param data the node's data directory
    /// @param listen overrides the address of `init`
    /// @param admin the metrics' address, or `none`
    /// @param quotas how much of a thing there may be
    /// @param environment the process's environment
    /// @param out where `ready` goes
    public ProductionServer(
            Path data,
            Optional<String> listen,
            String admin,
            Quotas quotas,
            Map<String, String> environment,
            PrintWriter out) {
        this.data = new DataDirectory(data);
        this.listen = listen;
        this.admin = admin;
        this.quotas = quotas;
        this.environment = environment;
        this.out = out;
    }

    /// Serves until the process is told to stop.
    ///
    /// @return the exit code
    public int run() {
        Config config =
                new NodeFile(data)
                        .read(
                                listen.map(Config.Address::parse),
                                admin.equals(NO_ADMIN) ? Optional.empty() : Optional.of(Config.Address.parse(admin)),
                                quotas,
                                environment);
        List<String> violations =
                ProcessHardening.apply().violations().stream().map(HardeningReport.Finding::advice).toList();
        if (!violations.isEmpty()) {
            throw new IllegalStateException(
                    "this process would give its memory away: " + String.join("; ", violations));
        }
        return Lifecycle.serve(config, Clock.systemUTC(), out, this::announce, () -> {});
    }

    private void announce(Node node) {
        out.println("Keyhold serves on port " + node.port() + "; the log's verifier key is " + node.verifierKey());
    }
}
