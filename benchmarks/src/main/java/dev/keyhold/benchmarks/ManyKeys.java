package dev.keyhold.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/// How a server does with few and with many keys; `benchmarks/keys` runs it.
///
/// `create TARGET COUNT FILE` makes keys and writes their ARNs. `first TARGET FILE` waits for the first answered
/// Encrypt and prints the milliseconds that it took. `load TARGET FILE` encrypts under all keys in turn and prints a
/// line of figures. Credentials as in [LoadDriver].
public final class ManyKeys {

    private static final int CONNECTIONS = 32;
    private static final int MOST_REQUESTS = 100_000;
    private static final int OK = 200;
    private static final String PLAINTEXT =
            "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQQ==";
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration MEASURED = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Target target;
    private final InstantSource clock = InstantSource.system();
    private final SignedRequests requests;

    private ManyKeys(Target target) {
        this.target = target;
        this.requests =
                new SignedRequests(
                        target,
                        new RequestSigner(
                                System.getenv("AWS_ACCESS_KEY_ID"),
                                System.getenv("AWS_SECRET_ACCESS_KEY"),
                                "us-east-1",
                                "kms"));
    }

    /// Runs one of the three commands.
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        ManyKeys run = new ManyKeys(Target.parse(arguments[1]));
        switch (arguments[0]) {
            case "create" -> run.create(Integer.parseInt(arguments[2]), Path.of(arguments[3]));
            case "first" -> run.first(Path.of(arguments[2]));
            case "load" -> run.load(Path.of(arguments[2]));
            default -> throw new IllegalArgumentException("create, first or load");
        }
    }

    private void create(int count, Path file) throws IOException, InterruptedException, ExecutionException {
        List<Future<List<String>>> makers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (int maker = 0; maker < CONNECTIONS; maker++) {
                int share = count / CONNECTIONS + (maker < count % CONNECTIONS ? 1 : 0);
                makers.add(threads.submit(() -> create(share)));
            }
        }
        List<String> arns = new ArrayList<>();
        for (Future<List<String>> maker : makers) {
            arns.addAll(maker.get());
        }
        Files.write(file, arns);
    }

    private List<String> create(int count) throws IOException {
        List<String> arns = new ArrayList<>();
        try (Connection connection = new Connection(target.address())) {
            for (int i = 0; i < count; i++) {
                int status = connection.exchange(requests.request("CreateKey", "{}", clock.instant()));
                if (status != OK) {
                    throw new IOException("CreateKey: " + status + " " + connection.body());
                }
                String body = connection.body();
                int at = body.indexOf("arn:aws:kms");
                arns.add(body.substring(at, body.indexOf('"', at)));
            }
        }
        return arns;
    }

    private void first(Path file) throws IOException {
        long started = System.nanoTime();
        String arn = Files.readAllLines(file).getLast();
        while (System.nanoTime() - started < PATIENCE.toNanos()) {
            byte[] encrypt =
                    requests.request("Encrypt", SignedRequests.encryptBody(arn, PLAINTEXT, 0), clock.instant());
            try (Connection connection = new Connection(target.address())) {
                if (connection.exchange(encrypt) == OK) {
                    System.out.println((System.nanoTime() - started) / 1_000_000);
                    return;
                }
            } catch (IOException notYet) {
                LockSupport.parkNanos(5_000_000);
            }
        }
        throw new IOException("no answer");
    }

    private void load(Path file) throws IOException, InterruptedException {
        List<byte[]> pool = new ArrayList<>();
        List<String> arns = Files.readAllLines(file);
        for (int i = 0; i < Math.min(arns.size(), MOST_REQUESTS); i++) {
            String body = SignedRequests.encryptBody(arns.get(i), PLAINTEXT, i % 64);
            pool.add(requests.request("Encrypt", body, clock.instant()));
        }
        Measurement result =
                new LoadRun(target, pool, WARM_UP, MEASURED, Thread.ofPlatform()).run("Encrypt", CONNECTIONS);
        if (result.errors() > 0) {
            throw new IOException(result.errors() + " calls failed");
        }
        System.out.printf(
                Locale.ROOT,
                "%.0f %.2f %.2f %.0f%n",
                result.throughput(),
                result.p50() / 1e6,
                result.p99() / 1e6,
                result.serverMicros());
    }
}
