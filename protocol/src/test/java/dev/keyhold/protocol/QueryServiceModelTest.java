package dev.keyhold.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/// Compares required members, bounds, patterns, enums and errors of IAM and STS with AWS's service models as botocore
/// carries them. It is skipped where Python has no botocore; the SDK's field tables are compared everywhere.
class QueryServiceModelTest {

    /// What opens a session or proves a second factor is a secret here also where the model does not say so.
    private static final Set<String> MORE_SECRET =
            Set.of("authenticationCodeType", "tokenCodeType", "tokenType", "contextAssertionType");

    /// Maps have no constraints of their own here: they stand in replies only.
    private static final String MAP = "map";

    private static final Map<String, String> VERSIONS = Map.of("iam", "2010-05-08", "sts", "2011-06-15");
    private static final Map<QueryApi, Optional<JsonNode>> MODELS = new ConcurrentHashMap<>();

    static Stream<Arguments> records() {
        return Arrays.stream(QueryApi.values())
                .flatMap(api ->
                        api.records().stream()
                                .filter(type -> !api.notInTheModel().contains(type.getSimpleName()))
                                .map(type -> Arguments.of(api, type)));
    }

    @ParameterizedTest
    @MethodSource("records")
    void aRecordHasTheConstraintsOfTheModel(QueryApi api, Class<? extends Record> type) {
        JsonNode shapes = field(model(api), "shapes");
        Map<String, JsonNode> members = field(field(shapes, type.getSimpleName()), "members").asObject();
        Map<String, List<String>> expected = new TreeMap<>();
        members.forEach(
                (name, member) -> expected.put(name, modelConstraints(shapes, field(member, "shape").asString())));
        Map<String, List<String>> ours = new TreeMap<>();
        for (Member member : Shape.of(type).members()) {
            ours.put(member.wireName(), ourConstraints(member.type(), member.constraints()));
        }
        assertThat(ours).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("records")
    void aRequestHasTheRequiredMembersOfTheModelAndAReplyAtLeastThose(QueryApi api, Class<? extends Record> type) {
        JsonNode shape = field(field(model(api), "shapes"), type.getSimpleName());
        List<String> required =
                shape.field("required").map(JsonNode::asArray).orElse(List.of()).stream()
                        .map(JsonNode::asString)
                        .toList();
        List<String> ours = Shape.of(type).members().stream().filter(Member::required).map(Member::wireName).toList();
        if (api.requests().contains(type)) {
            assertThat(ours).containsExactlyInAnyOrderElementsOf(required);
        } else {
            assertThat(ours).containsAll(required);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOperationHasTheInputAndOutputOfTheModel(QueryApi api) {
        JsonNode operations = field(model(api), "operations");
        for (String name : api.operations()) {
            JsonNode operation = field(operations, name);
            operation
                    .field("input")
                    .ifPresent(input ->
                            assertThat(field(input, "shape").asString()).isEqualTo(api.request(name).getSimpleName()));
            assertThat(api.reply(name).<String>map(Class::getSimpleName))
                    .as(name)
                    .isEqualTo(operation.field("output").map(output -> field(output, "shape").asString()));
            operation
                    .field("output")
                    .ifPresent(
                            output -> assertThat(field(output, "resultWrapper").asString()).isEqualTo(name + "Result"));
        }
        assertThat(field(field(model(api), "metadata"), "xmlNamespace").asString()).isEqualTo(api.namespace());
    }

    @ParameterizedTest
    @EnumSource
    void everyErrorOfTheOperationsExistsWithItsCodeAndStatus(QueryApi api) {
        JsonNode shapes = field(model(api), "shapes");
        for (String name : api.operations()) {
            for (JsonNode error :
                    field(field(model(api), "operations"), name)
                            .field("errors")
                            .map(JsonNode::asArray)
                            .orElse(List.of())) {
                String shape = field(error, "shape").asString();
                JsonNode wire = field(field(shapes, shape), "error");
                assertThat(ErrorCode.values())
                        .as(shape)
                        .anySatisfy(code -> {
                            assertThat(code.wireName()).isEqualTo(shape);
                            assertThat(code.queryCode()).isEqualTo(field(wire, "code").asString());
                            assertThat(code.queryStatus())
                                    .isEqualTo(Integer.parseInt(field(wire, "httpStatusCode").asNumber()));
                            assertThat(code.isClientFault()).isEqualTo(wire.field("senderFault").isPresent());
                        });
            }
        }
    }

    private static List<String> modelConstraints(JsonNode shapes, String name) {
        if (name.equals(QueryApi.WRONG_IN_THE_MODEL)) {
            return List.of("enum [Policy]");
        }
        JsonNode shape = field(shapes, name);
        String type = field(shape, "type").asString();
        List<String> all = new ArrayList<>();
        if (type.equals(MAP)) {
            all.add("keys " + modelEnum(shapes, shape, "key") + " values " + modelEnum(shapes, shape, "value"));
            return all;
        }
        shape.field("min")
                .filter(min -> type.equals("integer") || !min.asNumber().equals("0"))
                .ifPresent(min -> all.add("min " + min.asNumber()));
        shape.field("max").ifPresent(max -> all.add("max " + max.asNumber()));
        shape.field("pattern").ifPresent(pattern -> all.add("pattern " + pattern.asString()));
        if (shape.field("sensitive").isPresent() || MORE_SECRET.contains(name)) {
            all.add("sensitive");
        }
        shape.field("enum")
                .ifPresent(values -> all.add("enum " + values.asArray().stream().map(JsonNode::asString).toList()));
        shape.field("member")
                .ifPresent(member -> all.add("of " + modelConstraints(shapes, field(member, "shape").asString())));
        return all;
    }

    private static String modelEnum(JsonNode shapes, JsonNode map, String part) {
        return field(shapes, field(field(map, part), "shape").asString())
                .field("enum")
                .map(values -> values.asArray().stream().map(JsonNode::asString).toList().toString())
                .orElse("free");
    }

    private static List<String> ourConstraints(ValueType type, Constraints constraints) {
        List<String> all = new ArrayList<>();
        Length length = constraints.length();
        Range range = constraints.range();
        if (length != null) {
            addBounds(all, length.min() > 0, length.min(), length.max());
        }
        if (range != null) {
            addBounds(all, true, range.min(), range.max());
        }
        if (constraints.pattern() != null) {
            all.add("pattern " + constraints.pattern().pattern());
        }
        if (constraints.sensitive()) {
            all.add("sensitive");
        }
        switch (type) {
            case ValueType.Choice _ -> all.add("enum " + ourEnum(type));
            case ValueType.Array array -> all.add("of " + ourConstraints(array.element(), array.constraints()));
            case ValueType.Table table -> all.add("keys " + ourEnum(table.key()) + " values " + ourEnum(table.value()));
            default -> {}
        }
        return all;
    }

    private static void addBounds(List<String> all, boolean hasMin, long min, long max) {
        if (hasMin) {
            all.add("min " + min);
        }
        if (max != Integer.MAX_VALUE) {
            all.add("max " + max);
        }
    }

    private static String ourEnum(ValueType type) {
        return type instanceof ValueType.Choice choice ? choice.constants().keySet().toString() : "free";
    }

    private static JsonNode field(JsonNode node, String name) {
        return node.field(name).orElseThrow(() -> new AssertionError("no " + name));
    }

    private static JsonNode model(QueryApi api) {
        Optional<JsonNode> model = MODELS.computeIfAbsent(api, QueryServiceModelTest::find);
        Assumptions.assumeTrue(
                model.isPresent(), () -> "skipped: python3 has no botocore with a model of " + api.service());
        return model.orElseThrow();
    }

    private static Optional<JsonNode> find(QueryApi api) {
        try {
            Process python =
                    new ProcessBuilder("python3", "-c", "import botocore; print(botocore.__path__[0], end='')")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            Path data;
            try (InputStream out = python.getInputStream()) {
                data = Path.of(new String(out.readAllBytes(), UTF_8), "data");
            }
            Path model =
                    data.resolve(Path.of(api.service(), VERSIONS.getOrDefault(api.service(), ""), "service-2.json.gz"));
            if (!Files.isRegularFile(model)) {
                return Optional.empty();
            }
            try (InputStream in = new GZIPInputStream(Files.newInputStream(model))) {
                return Optional.of(JsonNode.parser().parse(in));
            }
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
