package dev.keyhold.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The table of docs/coverage.md: which operation which client was answered, over which transports. For one thread.
final class CoverageTable {

    private static final String HEAD =
            """
            # Operation by client

            Which operations each client was answered by the packaged server, as the server's own audit record says after the tests
            of `conformance/` ran. Refused calls and the preparations of the tests do not count.

            The tests compare this page with what they see and fail if it is not true; do not edit it, but let them write it:
            `./mvnw verify -Dkeyhold.writeCoverage=true`. A client that is not installed is not checked.

            `both` is HTTP and HTTPS. The clients with a star do not run here: their calls are replayed, in their order, with their
            parameters and their signed headers, from their source. [clients/](clients/README.md) has a page for each.

            """;

    private final SortedMap<String, Map<TestedClient, String>> rows = new TreeMap<>();

    /// The table of a page; empty if the page does not exist.
    static CoverageTable read(Path page) throws IOException {
        CoverageTable table = new CoverageTable();
        if (!Files.exists(page)) {
            return table;
        }
        List<List<String>> lines =
                Files.readString(page).lines().filter(line -> line.startsWith("|")).map(CoverageTable::cells).toList();
        List<TestedClient> clients = lines.getFirst().stream().skip(1).map(TestedClient::titled).toList();
        for (List<String> line : lines.subList(2, lines.size())) {
            for (int i = 0; i < clients.size(); i++) {
                if (!line.get(i + 1).isEmpty()) {
                    table.put(clients.get(i), line.getFirst(), line.get(i + 1));
                }
            }
        }
        return table;
    }

    private static List<String> cells(String line) {
        return Stream.of(line.substring(1, line.length() - 1).split("\\|", -1)).map(String::strip).toList();
    }

    private void put(TestedClient client, String operation, String cell) {
        rows.computeIfAbsent(operation, _ -> new EnumMap<>(TestedClient.class)).put(client, cell);
    }

    /// What a client was answered: operation to transports.
    SortedMap<String, String> column(TestedClient client) {
        SortedMap<String, String> column = new TreeMap<>();
        rows.forEach((operation, cells) -> {
            if (cells.containsKey(client)) {
                column.put(operation, cells.get(client));
            }
        });
        return column;
    }

    /// Exchanges what a client was answered.
    void replace(TestedClient client, Map<String, String> column) {
        rows.values().forEach(cells -> cells.remove(client));
        column.forEach((operation, cell) -> put(client, operation, cell));
        rows.values().removeIf(Map::isEmpty);
    }

    void write(Path page) throws IOException {
        List<TestedClient> clients = List.of(TestedClient.values());
        StringBuilder text = new StringBuilder(HEAD);
        text.append(
                clients.stream().map(TestedClient::title).collect(Collectors.joining(" | ", "| operation | ", " |\n")));
        text.append("|---".repeat(clients.size() + 1)).append("|\n");
        rows.forEach((operation, cells) ->
                text.append(
                        clients.stream()
                                .map(client -> cells.getOrDefault(client, ""))
                                .collect(Collectors.joining(" | ", "| " + operation + " | ", " |\n"))));
        Files.createDirectories(page.getParent());
        Files.writeString(page, text);
    }
}
