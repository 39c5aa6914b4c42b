package dev.keyhold.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/// Replays what real clients sent to AWS KMS and what it answered, and the pairs of its documentation.
class RecordedExchangesTest {

    /// Before the cases are listed, so that absent ones count as skipped and not as none.
    @BeforeAll
    static void needsTheSharedFiles() {
        SharedFiles.json("vectors/aws-wire-recordings.json");
        SharedFiles.json("vectors/kms-examples-1.json");
    }

    /// The documentation writes this where bytes stand, and dates as text: neither is on the wire.
    private static final String DOCUMENTED_BYTES = "<binary data>";

    static Stream<Arguments> recordings() {
        return SharedFiles.json("vectors/aws-wire-recordings.json").field("exchanges").orElseThrow().asArray().stream()
                .map(exchange -> Arguments.of(target(exchange), exchange));
    }

    private static String target(JsonNode exchange) {
        String target =
                exchange.field("requestHeaders")
                        .flatMap(headers -> headers.field("X-Amz-Target"))
                        .orElseThrow()
                        .asArray()
                        .getFirst()
                        .asString();
        return target.substring("TrentService.".length());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordings")
    void aRecordedExchangeIsReadAndWrittenAsItWas(String operation, JsonNode exchange) {
        assertRoundTrip(KmsOperations.request(operation), text(exchange, "requestBody"));
        String reply = text(exchange, "responseBody");
        if (exchange.field("status").orElseThrow().asNumber().equals("200")) {
            assertRoundTrip(KmsOperations.reply(operation).orElseThrow(), reply);
        } else {
            assertThat(reply).isEqualTo(new String(AwsJson.encodeError(Errors.invalidCiphertext()), UTF_8));
        }
    }

    static Stream<Arguments> examples() {
        Map<String, JsonNode> byOperation =
                SharedFiles.json("vectors/kms-examples-1.json").field("examples").orElseThrow().asObject();
        return KmsOperations.NAMES.stream()
                .flatMap(operation -> {
                    JsonNode pairs = byOperation.get(operation);
                    return pairs == null
                            ? Stream.empty()
                            : pairs.asArray().stream().map(pair -> Arguments.of(operation, pair));
                });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void aDocumentedPairIsReadAndWrittenAsItStands(String operation, JsonNode pair) {
        pair.field("input").ifPresent(input -> assertRoundTrip(KmsOperations.request(operation), wireForm(input)));
        pair.field("output")
                .ifPresent(output -> {
                    Class<? extends Record> type = KmsOperations.reply(operation).orElseThrow();
                    assertSameMembers(lenientRead(type, wireForm(output)), wireForm(output));
                });
    }

    private static void assertRoundTrip(Class<? extends Record> type, String body) {
        assertSameMembers(AwsJson.decode(type, body.getBytes(UTF_8)), body);
    }

    /// The documentation leaves out members that every reply on the wire has.
    private static Record lenientRead(Class<? extends Record> type, String body) {
        Shape<? extends Record> shape = Shape.of(type);
        return shape.build(JsonReader.read(shape, body.getBytes(UTF_8)));
    }

    private static void assertSameMembers(Record message, String body) {
        String written = new String(AwsJson.encode(message), UTF_8);
        assertThat(comparable(JsonNode.parser().parse(written))).isEqualTo(comparable(JsonNode.parser().parse(body)));
    }

    /// The tree with numbers by value, since AWS writes a timestamp as `1.592412018521E9`.
    private static Object comparable(JsonNode node) {
        if (node.isObject()) {
            return node.asObject().entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, e -> comparable(e.getValue())));
        }
        if (node.isArray()) {
            return node.asArray().stream().map(RecordedExchangesTest::comparable).toList();
        }
        return node.isNumber() ? (Object) Double.parseDouble(node.asNumber()) : node;
    }

    private static String text(JsonNode exchange, String name) {
        return exchange.field(name).orElseThrow().asString();
    }

    private static String wireForm(JsonNode documented) {
        return toJson(documented).replace(DOCUMENTED_BYTES, "AAAA");
    }

    private static String toJson(JsonNode node) {
        if (node.isObject()) {
            List<String> members =
                    node.asObject().entrySet().stream()
                            .map(member ->
                                    "\""
                                            + member.getKey()
                                            + "\":"
                                            + (member.getKey().endsWith("Date") && member.getValue().isString()
                                                    ? "1499288695.918"
                                                    : toJson(member.getValue())))
                            .toList();
            return "{" + String.join(",", members) + "}";
        }
        if (node.isArray()) {
            return "[" + String.join(",", node.asArray().stream().map(RecordedExchangesTest::toJson).toList()) + "]";
        }
        return node.isString() ? quoted(node.asString()) : node.toString();
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
