package dev.keyhold.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/// A call as a server put it on record, read where the record rests, beside the running server and without a line of
/// its code.
///
/// @param id the record's id
/// @param operation what was called
/// @param userAgent what the client said of itself
/// @param host the Host header that came
/// @param error the code of the refusal; empty if it was answered
/// @param keys the ARNs of the keys that it concerned
record RecordedCall(
        String id, String operation, String userAgent, String host, Optional<String> error, List<String> keys) {

    private static final int SALT_BYTES = 16;

    boolean succeeded() {
        return error.isEmpty();
    }

    /// All calls on record in a data directory on SQLite. What was answered before is there.
    static List<RecordedCall> in(Path data) {
        Map<String, RecordedCall> calls = new LinkedHashMap<>();
        try {
            // rows first: a row that becomes part of a bundle in between is then found twice rather than not at all
            addRows(data.resolve("state.db"), calls);
            addBundles(data.resolve("log"), calls);
        } catch (IOException cannot) {
            throw new UncheckedIOException(cannot);
        } catch (SQLException cannot) {
            throw new IllegalStateException("the record of " + data + " cannot be read", cannot);
        }
        return List.copyOf(calls.values());
    }

    private static void addRows(Path store, Map<String, RecordedCall> calls) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:file:" + store + "?mode=ro");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT record FROM log_entry ORDER BY position")) {
            while (rows.next()) {
                add(rows.getBytes(1), calls);
            }
        }
    }

    private static void addBundles(Path log, Map<String, RecordedCall> calls) throws IOException {
        if (!Files.isDirectory(log)) {
            return;
        }
        try (Stream<Path> files = Files.walk(log)) {
            for (Path file : files.filter(RecordedCall::isBundleOfBodies).sorted().toList()) {
                addBodies(ByteBuffer.wrap(Files.readAllBytes(file)), calls);
            }
        }
    }

    private static boolean isBundleOfBodies(Path file) {
        return Files.isRegularFile(file)
                && file.toString().contains("/bodies/")
                && file.getFileName().toString().matches("[0-9]{3}");
    }

    /// `0x01 salt length record` for each, as docs/log-format.md says.
    private static void addBodies(ByteBuffer bundle, Map<String, RecordedCall> calls) {
        while (bundle.hasRemaining()) {
            if (bundle.get() != 1) {
                continue; // dropped
            }
            bundle.position(bundle.position() + SALT_BYTES);
            byte[] record = new byte[bundle.getInt()];
            bundle.get(record);
            add(record, calls);
        }
    }

    private static void add(byte[] bytes, Map<String, RecordedCall> calls) {
        JsonNode node = JsonNode.parser().parse(new String(bytes, StandardCharsets.UTF_8));
        if (!text(node, "eventType").orElse("").equals("AwsApiCall")) {
            return; // what the server did by itself
        }
        List<String> keys =
                node.field("resources").map(JsonNode::asArray).orElse(List.of()).stream()
                        .map(resource -> text(resource, "ARN").orElseThrow())
                        .toList();
        String id = text(node, "eventID").orElseThrow();
        calls.put(
                id,
                new RecordedCall(
                        id,
                        text(node, "eventName").orElseThrow(),
                        text(node, "userAgent").orElse(""),
                        node.field("tlsDetails").flatMap(tls -> text(tls, "clientProvidedHostHeader")).orElse(""),
                        text(node, "errorCode"),
                        keys));
    }

    private static Optional<String> text(JsonNode node, String member) {
        return node.field(member).filter(JsonNode::isString).map(JsonNode::asString);
    }
}
