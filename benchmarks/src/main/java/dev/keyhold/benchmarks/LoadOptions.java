package dev.keyhold.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// What the driver is asked to do.
///
/// @param targets the servers, in the order in which they are measured
/// @param keyAt the one that makes the key; empty where all are baselines
/// @param connections how many at a time, one cell each
/// @param firstWarmUp once per target and operation
/// @param warmUp before each cell
/// @param measured per cell
/// @param threads makes the thread of a connection
/// @param out where the results go
record LoadOptions(
        List<Target> targets,
        Optional<Target> keyAt,
        List<Integer> connections,
        Duration firstWarmUp,
        Duration warmUp,
        Duration measured,
        Thread.Builder threads,
        Path out) {

    /// Reads the command line.
    ///
    /// @throws IllegalArgumentException if it cannot be understood
    static LoadOptions parse(List<String> arguments) {
        List<Target> targets = new ArrayList<>();
        String keyAt = "";
        List<Integer> connections = List.of(1, 4, 16, 32, 64);
        Duration firstWarmUp = Duration.ofSeconds(10);
        Duration warmUp = Duration.ofSeconds(10);
        Duration measured = Duration.ofSeconds(10);
        Thread.Builder threads = Thread.ofPlatform().daemon();
        Path out = Path.of("load.tsv");
        for (Iterator<String> words = arguments.iterator(); words.hasNext(); ) {
            String option = words.next();
            if (!words.hasNext()) {
                throw new IllegalArgumentException(option + " needs a value");
            }
            String value = words.next();
            switch (option) {
                case "--target" -> targets.add(Target.parse(value));
                case "--key-at" -> keyAt = value;
                case "--connections" ->
                        connections = Arrays.stream(value.split(",", -1)).map(Integer::valueOf).toList();
                case "--first-warm-up" -> firstWarmUp = Duration.ofSeconds(Long.parseLong(value));
                case "--warm-up" -> warmUp = Duration.ofSeconds(Long.parseLong(value));
                case "--measure" -> measured = Duration.ofSeconds(Long.parseLong(value));
                case "--threads" -> threads = threads(value);
                case "--out" -> out = Path.of(value);
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("--target is missing");
        }
        return new LoadOptions(
                List.copyOf(targets), named(keyAt, targets), connections, firstWarmUp, warmUp, measured, threads, out);
    }

    private static Optional<Target> named(String name, List<Target> targets) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                targets.stream()
                        .filter(target -> target.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no target is named " + name)));
    }

    private static Thread.Builder threads(String kind) {
        return switch (kind) {
            case "platform" -> Thread.ofPlatform().daemon();
            case "virtual" -> Thread.ofVirtual();
            default -> throw new IllegalArgumentException("threads are platform or virtual, not " + kind);
        };
    }
}
