package dev.keyhold.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/// Counts and times calls by operation and result. The labels are bounded: operations are those that the server has
/// (others count as one) and results are modelled error codes. Threads: safe.
public final class CallMetrics {

    private final MeterRegistry registry;
    private final ConcurrentHashMap<Labels, Timer> timers = new ConcurrentHashMap<>();

    /// @param registry where the meters live
    public CallMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    private record Labels(String operation, String result) {}

    /// Notes one call.
    ///
    /// @param operation the operation's name, or `Unknown`
    /// @param result `ok` or the error code
    /// @param nanos how long it took from route to commit
    void record(String operation, String result, long nanos) {
        timers.computeIfAbsent(new Labels(operation, result), this::timer).record(Duration.ofNanos(nanos));
    }

    private Timer timer(Labels labels) {
        return Timer.builder("keyhold.request")
                .description("API calls from routing to their durable record")
                .tag("op", labels.operation())
                .tag("result", labels.result())
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(2),
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(50),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1))
                .register(registry);
    }
}
