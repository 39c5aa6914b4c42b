package dev.keyhold.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/// Runs the awsJson1.1 conformance cases whose types the codec has.
class AwsJsonProtocolCasesTest {

    /// Before the cases are listed, so that absent ones count as skipped and not as none.
    @BeforeAll
    static void needsTheSharedFiles() {
        SharedFiles.json("vectors/awsjson11-input.json");
        SharedFiles.json("vectors/awsjson11-output.json");
    }

    /// The cases' shape with every member whose type we have. Floating-point numbers, other date formats, documents and
    /// maps of anything but text are in no shape of ours and are skipped as unknown members.
    public record KitchenSink(
            @WireName("String") @Nullable String string,
            @WireName("Integer") @Nullable Integer integer,
            @WireName("Long") @Nullable Long whole,
            @WireName("Boolean") @Nullable Boolean truth,
            @WireName("Blob") @Nullable Blob blob,
            @WireName("Timestamp") @Nullable Instant timestamp,
            @WireName("UnixTimestamp") @Nullable Instant unixTimestamp,
            @WireName("ListOfStrings") @Nullable List<String> listOfStrings,
            @WireName("ListOfStructs") @Nullable List<SimpleStruct> listOfStructs,
            @WireName("RecursiveList") @Nullable List<KitchenSink> recursiveList,
            @WireName("MapOfStrings") @Nullable Map<String, String> mapOfStrings,
            @WireName("SimpleStruct") @Nullable SimpleStruct simpleStruct,
            @WireName("EmptyStruct") @Nullable EmptyStruct emptyStruct,
            @WireName("RecursiveStruct") @Nullable KitchenSink recursiveStruct) {}

    /// A structure with one member.
    ///
    /// @param value the member
    public record SimpleStruct(@WireName("Value") @Nullable String value) {}

    /// A structure without members.
    public record EmptyStruct() {}

    /// Cases whose one member has a type that we do not have: they must be read and come back empty.
    private static final Set<String> SKIPPED_MEMBERS =
            Set.of(
                    "JsonValue",
                    "Float",
                    "Double",
                    "Iso8601Timestamp",
                    "HttpdateTimestamp",
                    "ListOfLists",
                    "ListOfMapsOfStrings",
                    "MapOfListsOfStrings",
                    "MapOfMaps",
                    "MapOfStructs",
                    "RecursiveMap",
                    "StructWithJsonName");

    static Stream<Arguments> kitchenSinkBodies() {
        return Stream.concat(
                bodies("vectors/awsjson11-input.json", "serialized"),
                bodies("vectors/awsjson11-output.json", "response"));
    }

    private static Stream<Arguments> bodies(String file, String part) {
        return SharedFiles.json(file).asArray().stream()
                .filter(suite -> suite.field("description").orElseThrow().asString().contains("KitchenSink"))
                .flatMap(suite -> suite.field("cases").orElseThrow().asArray().stream())
                .map(test ->
                        Arguments.of(
                                test.field("id").orElseThrow().asString(),
                                test.field(part).flatMap(p -> p.field("body")).orElseThrow().asString()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kitchenSinkBodies")
    void aMessageIsReadAndWrittenBackWithTheMembersThatWeHave(String id, String body) {
        KitchenSink message = AwsJson.decode(KitchenSink.class, body.getBytes(UTF_8));

        JsonNode written = JsonNode.parser().parse(new String(AwsJson.encode(message), UTF_8));
        JsonNode original = JsonNode.parser().parse(body);
        if (original.asObject().keySet().stream().anyMatch(SKIPPED_MEMBERS::contains)) {
            assertThat(written.asObject()).isEmpty();
        } else {
            assertThat(written).isEqualTo(original);
        }
    }

    static Stream<Arguments> allBodies() {
        return Stream.of("vectors/awsjson11-input.json", "vectors/awsjson11-output.json")
                .flatMap(file -> SharedFiles.json(file).asArray().stream())
                .flatMap(suite -> suite.field("cases").orElseThrow().asArray().stream())
                .flatMap(test ->
                        Stream.of("serialized", "response")
                                .flatMap(part -> test.field(part).flatMap(p -> p.field("body")).stream())
                                .map(body -> Arguments.of(test.field("id").orElseThrow().asString(), body.asString())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("allBodies")
    void anyBodyIsReadByAShapeThatKnowsNoneOfItsMembers(String id, String body) {
        assertThatCode(() -> AwsJson.decode(EmptyStruct.class, body.getBytes(UTF_8))).doesNotThrowAnyException();
    }
}
