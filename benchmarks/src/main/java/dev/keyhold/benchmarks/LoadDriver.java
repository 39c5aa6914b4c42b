package dev.keyhold.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/// Loads servers one after the other, cell by cell, and writes a line per cell.
///
/// A cell is an operation and a number of connections. In each, all targets are measured right after one another, so
/// that what else the machine does at the time touches all of them alike. The requests that the targets get in a cell
/// are the same but for the Host header and the signature over it.
///
/// Options: `--target name=http://host:port#pid` (repeated), `--key-at NAME` (the target that makes the key and the
/// blobs; without it they are placeholders, which only a baseline accepts), `--connections 1,4,16`, `--warm-up
/// SECONDS`, `--measure SECONDS`, `--first-warm-up SECONDS` (once per target and operation, for the compilers),
/// `--threads platform|virtual`, `--out FILE` (tab-separated). Credentials: `AWS_ACCESS_KEY_ID` and
/// `AWS_SECRET_ACCESS_KEY`. The exit code is 1 if any call failed.
public final class LoadDriver {

    private static final int POOL = 64;
    private static final int WARM_UP_CONNECTIONS = 32;
    private static final String REGION = "us-east-1";

    private final LoadOptions options;
    private final RequestSigner signer;
    private final InstantSource clock;
    private final Material material;

    private LoadDriver(LoadOptions options, RequestSigner signer, InstantSource clock, Material material) {
        this.options = options;
        this.signer = signer;
        this.clock = clock;
        this.material = material;
    }

    /// Runs the driver.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        LoadOptions options = LoadOptions.parse(Arrays.asList(arguments));
        Map<String, String> environment = System.getenv();
        RequestSigner signer =
                new RequestSigner(
                        environment.getOrDefault("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"),
                        environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "none"),
                        REGION,
                        "kms");
        InstantSource clock = InstantSource.system();
        SplittableRandom random = new SplittableRandom(1);
        Material material =
                options.keyAt().isPresent()
                        ? Material.make(options.keyAt().get(), signer, clock, POOL, random)
                        : Material.placeholder(POOL, random);
        List<Measurement> results = new LoadDriver(options, signer, clock, material).run();
        if (results.stream().anyMatch(result -> result.errors() > 0)) {
            System.err.println("some calls failed: the figures do not count");
            System.exit(1);
        }
    }

    private List<Measurement> run() throws IOException, InterruptedException {
        List<Measurement> results = new ArrayList<>();
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(options.out()), true)) {
            out.println(Measurement.HEADER);
            warmUpAll();
            for (Workload workload : Workload.values()) {
                for (int connections : options.connections()) {
                    for (Target target : options.targets()) {
                        Measurement result =
                                measure(target, workload, connections, options.warmUp(), options.measured());
                        results.add(result);
                        out.println(result.line());
                        tell(result);
                    }
                }
            }
        }
        return results;
    }

    /// What a target has compiled for one operation serves the next ones too, so all are warm before any is measured.
    private void warmUpAll() throws IOException, InterruptedException {
        for (Workload workload : Workload.values()) {
            for (Target target : options.targets()) {
                measure(target, workload, WARM_UP_CONNECTIONS, options.firstWarmUp(), Duration.ofSeconds(1));
            }
        }
    }

    private Measurement measure(Target target, Workload workload, int connections, Duration warmUp, Duration measured)
            throws IOException, InterruptedException {
        List<byte[]> pool = new SignedRequests(target, signer).pool(workload, material, clock.instant());
        return new LoadRun(target, pool, warmUp, measured, options.threads()).run(workload.operation(), connections);
    }

    private static void tell(Measurement result) {
        System.err.printf(
                Locale.ROOT,
                "%-16s %-16s %3d connections %8.0f/s  p50 %6.2f  p99 %6.2f  p99.9 %6.2f  max %7.2f ms"
                        + "  server %5.0f us  driver %4.0f us%n",
                result.operation(),
                result.target(),
                result.connections(),
                result.throughput(),
                result.p50() / 1e6,
                result.p99() / 1e6,
                result.p999() / 1e6,
                result.max() / 1e6,
                result.serverMicros(),
                result.driverMicros());
    }
}
