package dev.keyhold.benchmarks;

import java.time.Duration;
import java.util.List;

/// What one run of one workload against one target came to. Latencies are in nanoseconds.
///
/// @param target the server's name
/// @param operation the API operation
/// @param connections how many connections had one call each under way at any time
/// @param interval how long was measured
/// @param completed answers with status 200 within the interval
/// @param errors answers with another status, and broken connections, at any time of the run
/// @param p50 median latency
/// @param p99 99th percentile
/// @param p999 99.9th percentile
/// @param max longest
/// @param serverTime processor time of the server's process within the interval
/// @param driverTime processor time of this process within the interval
record Measurement(
        String target,
        String operation,
        int connections,
        Duration interval,
        long completed,
        long errors,
        long p50,
        long p99,
        long p999,
        long max,
        Duration serverTime,
        Duration driverTime) {

    /// The names of the columns of [#line].
    static final String HEADER =
            "target\toperation\tconnections\tinterval_ns\tcompleted\terrors"
                    + "\tp50_ns\tp99_ns\tp999_ns\tmax_ns\tserver_cpu_ns\tdriver_cpu_ns";

    private static final int COLUMNS = 12;
    private static final double MICROS = 1e3;
    private static final double SECONDS = 1e9;

    /// Calls per second.
    double throughput() {
        return completed * SECONDS / interval.toNanos();
    }

    /// Microseconds of the server's processor time per call.
    double serverMicros() {
        return perCall(serverTime);
    }

    /// Microseconds of the driver's processor time per call.
    double driverMicros() {
        return perCall(driverTime);
    }

    private double perCall(Duration time) {
        return completed == 0 ? 0 : time.toNanos() / MICROS / completed;
    }

    /// One line of tab-separated values.
    String line() {
        return String.join(
                "\t",
                List.of(
                        target,
                        operation,
                        Integer.toString(connections),
                        Long.toString(interval.toNanos()),
                        Long.toString(completed),
                        Long.toString(errors),
                        Long.toString(p50),
                        Long.toString(p99),
                        Long.toString(p999),
                        Long.toString(max),
                        Long.toString(serverTime.toNanos()),
                        Long.toString(driverTime.toNanos())));
    }

    /// Reads what [#line] wrote.
    ///
    /// @throws IllegalArgumentException if it is not that
    static Measurement parse(String line) {
        List<String> columns = List.of(line.split("\t", -1));
        if (columns.size() != COLUMNS) {
            throw new IllegalArgumentException("a measurement has " + COLUMNS + " columns: " + line);
        }
        List<Long> numbers = columns.subList(2, COLUMNS).stream().map(Long::valueOf).toList();
        return new Measurement(
                columns.get(0),
                columns.get(1),
                Math.toIntExact(numbers.get(0)),
                Duration.ofNanos(numbers.get(1)),
                numbers.get(2),
                numbers.get(3),
                numbers.get(4),
                numbers.get(5),
                numbers.get(6),
                numbers.get(7),
                Duration.ofNanos(numbers.get(8)),
                Duration.ofNanos(numbers.get(9)));
    }
}
