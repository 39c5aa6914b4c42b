package dev.keyhold.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One closed-loop run: every connection sends its next request as soon as the last one is answered, first to warm up,
/// then to be measured.
///
/// A latency runs from before the write to after the last byte of the answer. Being closed-loop, a run whose server
/// stalls sends less in that time: the percentiles are those of the calls that were made. Threads: one per connection.
final class LoadRun {

    private static final int OK = 200;
    private static final Duration SIGNATURE_LIFE = Duration.ofMinutes(4);

    private final Target target;
    private final List<byte[]> pool;
    private final Duration warmUp;
    private final Duration measured;
    private final Thread.Builder threads;

    /// @param target the server
    /// @param pool the requests, sent in turn
    /// @param warmUp how long answers are not counted
    /// @param measured how long they are
    /// @param threads makes a thread per connection
    LoadRun(Target target, List<byte[]> pool, Duration warmUp, Duration measured, Thread.Builder threads) {
        if (warmUp.plus(measured).compareTo(SIGNATURE_LIFE) > 0) {
            throw new IllegalArgumentException("a run is at most " + SIGNATURE_LIFE + ", or its signatures expire");
        }
        this.target = target;
        this.pool = pool;
        this.warmUp = warmUp;
        this.measured = measured;
        this.threads = threads;
    }

    /// Runs to its end.
    ///
    /// @param operation the name under which the result is reported
    /// @throws IOException if a connection cannot be opened
    Measurement run(String operation, int connections) throws IOException, InterruptedException {
        List<Connection> open = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                open.add(new Connection(target.address()));
            }
            return run(operation, open);
        } finally {
            for (Connection connection : open) {
                connection.close();
            }
        }
    }

    private Measurement run(String operation, List<Connection> open) throws InterruptedException {
        long from = System.nanoTime() + warmUp.toNanos();
        long until = from + measured.toNanos();
        List<Client> clients = new ArrayList<>();
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < open.size(); i++) {
            Client client = new Client(open.get(i), i * pool.size() / open.size(), from, until);
            clients.add(client);
            running.add(threads.start(client));
        }
        sleepUntil(from);
        Duration serverBefore = target.processorTime();
        Duration driverBefore = ownProcessorTime();
        sleepUntil(until);
        Duration server = target.processorTime().minus(serverBefore);
        Duration driver = ownProcessorTime().minus(driverBefore);
        LatencyHistogram all = new LatencyHistogram();
        long errors = 0;
        for (int i = 0; i < clients.size(); i++) {
            running.get(i).join();
            all.add(clients.get(i).latencies);
            errors += clients.get(i).errors;
            clients.get(i).tellFirstError();
        }
        return new Measurement(
                target.name(),
                operation,
                open.size(),
                measured,
                all.total(),
                errors,
                all.quantile(0.5),
                all.quantile(0.99),
                all.quantile(0.999),
                all.max(),
                server,
                driver);
    }

    private static void sleepUntil(long time) {
        for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static Duration ownProcessorTime() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean own
                ? Duration.ofNanos(own.getProcessCpuTime())
                : Duration.ZERO;
    }

    /// One connection's loop. Its fields are read after its thread has ended.
    private final class Client implements Runnable {

        private final Connection connection;
        private final long from;
        private final long until;
        private final LatencyHistogram latencies = new LatencyHistogram();
        private int next;
        private long errors;
        private @Nullable String firstError;

        Client(Connection connection, int next, long from, long until) {
            this.connection = connection;
            this.next = next;
            this.from = from;
            this.until = until;
        }

        @Override
        public void run() {
            long started = System.nanoTime();
            try {
                while (started - until < 0) {
                    int status = connection.exchange(pool.get(next));
                    long ended = System.nanoTime();
                    if (status != OK) {
                        fail(status + " " + connection.body());
                    } else if (ended - from >= 0 && ended - until < 0) {
                        latencies.record(ended - started);
                    }
                    next = next + 1 == pool.size() ? 0 : next + 1;
                    started = ended;
                }
            } catch (IOException broken) {
                fail(broken.toString());
            }
        }

        private void fail(String what) {
            errors++;
            if (firstError == null) {
                firstError = what;
            }
        }

        private void tellFirstError() {
            if (firstError != null) {
                System.err.println(target.name() + ": " + errors + " errors, first: " + firstError);
            }
        }
    }
}
