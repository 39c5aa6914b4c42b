package dev.keyhold.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/// Compares required members, bounds, patterns and enums with AWS's service model of August 2026.
class ServiceModelTest {

    /// Members that the model does not have, and why.
    private static final Map<String, String> NOT_IN_THE_MODEL =
            Map.of(
                    "KeyMetadata.EncapsulationAlgorithms", "newer than the model: ML-KEM",
                    "DecryptResponse.KeyOrigin", "the service answers it, the model does not have it",
                    "ListAliasesResponse.AliasCount", "the service answers it, the model does not have it");

    /// Enum values that are newer than the model.
    private static final Set<String> NEWER_VALUES =
            Set.of("ML_KEM_512", "ML_KEM_768", "ML_KEM_1024", "ENCAPSULATE_DECAPSULATE", "Encapsulate", "Decapsulate");

    static Stream<Class<? extends Record>> records() {
        return KmsOperations.allRecords().stream();
    }

    @ParameterizedTest
    @MethodSource("records")
    void aRecordHasTheConstraintsOfTheModel(Class<? extends Record> type) {
        JsonNode shapes = shapes();
        Map<String, JsonNode> members = field(field(shapes, type.getSimpleName()), "members").asObject();
        Map<String, List<String>> expected = new TreeMap<>();
        members.forEach(
                (name, member) -> expected.put(name, modelConstraints(shapes, field(member, "shape").asString())));
        Map<String, List<String>> ours = new TreeMap<>();
        for (Member member : Shape.of(type).members()) {
            if (!NOT_IN_THE_MODEL.containsKey(type.getSimpleName() + "." + member.wireName())) {
                ours.put(member.wireName(), ourConstraints(member.type(), member.constraints()));
            }
        }
        assertThat(ours).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("records")
    void aRequestHasTheRequiredMembersOfTheModelAndAReplyAtLeastThose(Class<? extends Record> type) {
        JsonNode shape = field(shapes(), type.getSimpleName());
        List<String> required =
                shape.field("required").map(JsonNode::asArray).orElse(List.of()).stream()
                        .map(JsonNode::asString)
                        .toList();
        List<String> ours = Shape.of(type).members().stream().filter(Member::required).map(Member::wireName).toList();
        if (isPartOfARequest(type)) {
            assertThat(ours).containsExactlyInAnyOrderElementsOf(required);
        } else {
            assertThat(ours).containsAll(required);
        }
    }

    @Test
    void theErrorsOfTheModelAllExistWithTheirServerFaults() {
        shapes().asObject()
                .forEach((name, shape) -> {
                    if (shape.field("exception").isPresent()) {
                        assertThat(
                                        Stream.of(ErrorCode.values())
                                                .filter(code -> code.wireName().equals(name))
                                                .map(ErrorCode::isClientFault))
                                .as(name)
                                .containsExactly(shape.field("fault").isEmpty());
                    }
                });
    }

    private static boolean isPartOfARequest(Class<?> type) {
        String name = type.getSimpleName();
        return name.endsWith("Request") || name.equals("Tag") || name.equals("RecipientInfo");
    }

    private static JsonNode shapes() {
        return field(SharedFiles.json("reference/model/kms-service-2.json"), "shapes");
    }

    private static JsonNode field(JsonNode node, String name) {
        return node.field(name).orElseThrow(() -> new AssertionError("no " + name));
    }

    private static List<String> modelConstraints(JsonNode shapes, String name) {
        JsonNode shape = field(shapes, name);
        String type = field(shape, "type").asString();
        List<String> all = new ArrayList<>();
        shape.field("min")
                .filter(min -> type.equals("integer") || !min.asNumber().equals("0"))
                .ifPresent(min -> all.add("min " + min.asNumber()));
        shape.field("max").ifPresent(max -> all.add("max " + max.asNumber()));
        shape.field("pattern").ifPresent(pattern -> all.add("pattern " + pattern.asString()));
        shape.field("sensitive").ifPresent(_ -> all.add("sensitive"));
        shape.field("enum")
                .ifPresent(values -> all.add("enum " + values.asArray().stream().map(JsonNode::asString).toList()));
        shape.field("member")
                .ifPresent(member -> all.add("of " + modelConstraints(shapes, field(member, "shape").asString())));
        return all;
    }

    private static List<String> ourConstraints(ValueType type, Constraints constraints) {
        List<String> all = new ArrayList<>();
        addBounds(all, constraints);
        if (constraints.pattern() != null) {
            all.add("pattern " + constraints.pattern().pattern());
        }
        if (constraints.sensitive()) {
            all.add("sensitive");
        }
        if (type instanceof ValueType.Choice choice) {
            all.add(
                    "enum "
                            + choice.constants().keySet().stream()
                                    .filter(value -> !NEWER_VALUES.contains(value))
                                    .toList());
        }
        if (type instanceof ValueType.Array array) {
            all.add("of " + ourConstraints(array.element(), array.constraints()));
        }
        return all;
    }

    private static void addBounds(List<String> all, Constraints constraints) {
        @Nullable Length length = constraints.length();
        @Nullable Range range = constraints.range();
        if (length != null) {
            if (length.min() > 0) {
                all.add("min " + length.min());
            }
            all.add("max " + length.max());
        }
        if (range != null) {
            all.add("min " + range.min());
            all.add("max " + range.max());
        }
    }
}
