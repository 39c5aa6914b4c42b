package dev.keyhold.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Turns the driver's lines into tables: per operation, Keyhold beside the two baselines of the same run, and whether
/// the aim is reached.
public final class LoadReport {

    /// The target that is measured.
    static final String KEYHOLD = "keyhold";

    /// The baseline that does nothing.
    static final String BARE = "bare";

    /// The baseline that puts an entry on record.
    static final String GROUP_COMMIT = "group-commit";

    private static final int AIM_CONNECTIONS = 32;
    private static final double AIM_SHARE = 0.35;
    private static final double AIM_THROUGHPUT = 8_000;
    private static final double AIM_P99_MILLIS = 10;
    private static final double MILLIS = 1e6;

    /// One operation under one number of connections.
    private record Cell(String operation, int connections) {}

    private final Map<Cell, Map<String, Measurement>> cells;

    LoadReport(List<Measurement> measurements) {
        cells =
                measurements.stream()
                        .collect(
                                Collectors.groupingBy(
                                        result -> new Cell(result.operation(), result.connections()),
                                        LinkedHashMap::new,
                                        Collectors.toMap(
                                                Measurement::target, result -> result, (first, again) -> again)));
    }

    /// Prints the tables of the file that is the first argument.
    public static void main(String[] arguments) throws IOException {
        List<Measurement> measurements =
                Files.readAllLines(Path.of(arguments[0])).stream().skip(1).map(Measurement::parse).toList();
        System.out.print(new LoadReport(measurements).markdown());
    }

    /// The tables.
    String markdown() {
        StringBuilder text = new StringBuilder();
        for (String operation : cells.keySet().stream().map(Cell::operation).distinct().toList()) {
            text.append("## ").append(operation).append("\n\n");
            text.append("| connections | Keyhold /s | p50 ms | p99 ms | p99.9 ms | max ms | group commit /s | bare /s ")
                    .append("| Keyhold / group commit | Keyhold / bare | µs of CPU per call: Keyhold | group commit ")
                    .append("| bare | driver |\n");
            text.append("|--:".repeat(14)).append("|\n");
            cells.forEach((cell, results) -> {
                if (cell.operation().equals(operation)) {
                    row(text, cell, results);
                }
            });
            text.append("\n");
        }
        return text.append(aims()).toString();
    }

    private static void row(StringBuilder text, Cell cell, Map<String, Measurement> results) {
        Measurement keyhold = results.get(KEYHOLD);
        Measurement group = results.get(GROUP_COMMIT);
        Measurement bare = results.get(BARE);
        text.append("| ").append(cell.connections());
        for (String value :
                List.of(
                        keyhold == null ? "" : whole(keyhold.throughput()),
                        keyhold == null ? "" : millis(keyhold.p50()),
                        keyhold == null ? "" : millis(keyhold.p99()),
                        keyhold == null ? "" : millis(keyhold.p999()),
                        keyhold == null ? "" : millis(keyhold.max()),
                        group == null ? "" : whole(group.throughput()),
                        bare == null ? "" : whole(bare.throughput()),
                        keyhold == null || group == null ? "" : share(keyhold, group),
                        keyhold == null || bare == null ? "" : share(keyhold, bare),
                        keyhold == null ? "" : whole(keyhold.serverMicros()),
                        group == null ? "" : whole(group.serverMicros()),
                        bare == null ? "" : whole(bare.serverMicros()),
                        keyhold == null ? "" : whole(keyhold.driverMicros()))) {
            text.append(" | ").append(value);
        }
        text.append(" |\n");
    }

    private String aims() {
        StringBuilder text =
                new StringBuilder("## The aim at " + AIM_CONNECTIONS + " connections\n\n")
                        .append(
                                "| operation | at least 0.35 of the group commit | at least 8,000 /s | p99 at most 10 ms | failed calls |\n")
                        .append("|---|---|---|---|--:|\n");
        cells.forEach((cell, results) -> {
            Measurement keyhold = results.get(KEYHOLD);
            Measurement group = results.get(GROUP_COMMIT);
            if (cell.connections() == AIM_CONNECTIONS && keyhold != null && group != null) {
                text.append("| ").append(cell.operation()).append(" | ");
                text.append(verdict(keyhold.throughput() / group.throughput() >= AIM_SHARE, share(keyhold, group)));
                text.append(" | ");
                text.append(verdict(keyhold.throughput() >= AIM_THROUGHPUT, whole(keyhold.throughput())));
                text.append(" | ");
                text.append(verdict(keyhold.p99() / MILLIS <= AIM_P99_MILLIS, millis(keyhold.p99())));
                text.append(" | ").append(keyhold.errors()).append(" |\n");
            }
        });
        return text.append("\n").toString();
    }

    private static String verdict(boolean reached, String value) {
        return (reached ? "yes: " : "**no**: ") + value;
    }

    private static String share(Measurement part, Measurement whole) {
        return String.format(Locale.ROOT, "%.2f", part.throughput() / whole.throughput());
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.2f", nanos / MILLIS);
    }
}
