package dev.keyhold.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyhold.protocol.kms.DecryptResponse;
import dev.keyhold.protocol.kms.ListAliasesResponse;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/// Compares our records with the field tables that the AWS SDK marshals with.
class SdkFieldTablesTest {

    private static final String MODEL = "software.amazon.awssdk.services.kms.model.";

    /// What the real service answers beyond its model.
    private static final Map<Class<?>, Set<String>> EXTRAS =
            Map.of(DecryptResponse.class, Set.of("KeyOrigin"), ListAliasesResponse.class, Set.of("AliasCount"));

    static Stream<Class<? extends Record>> records() {
        return KmsOperations.allRecords().stream();
    }

    @ParameterizedTest
    @MethodSource("records")
    void aRecordHasTheMembersAndTypesOfTheSdk(Class<? extends Record> type) throws ReflectiveOperationException {
        Map<String, String> ours = new TreeMap<>();
        for (Member member : Shape.of(type).members()) {
            ours.put(member.wireName(), typeName(member.type()));
        }
        ours.keySet().removeAll(EXTRAS.getOrDefault(type, Set.of()));

        assertThat(ours).isEqualTo(sdkMembers(MODEL, type.getSimpleName()));
    }

    @Test
    void theListedExtrasExist() {
        EXTRAS.forEach((type, names) ->
                names.forEach(name -> assertThat(Shape.of(type.asSubclass(Record.class)).member(name)).isNotNull()));
    }

    @Test
    void anOperationHasAReplyRecordExactlyIfTheSdkReadsMembersFromItsReply() throws ReflectiveOperationException {
        for (String operation : KmsOperations.NAMES) {
            assertThat(KmsOperations.reply(operation).isPresent())
                    .as(operation)
                    .isEqualTo(!sdkMembers(MODEL, operation + "Response").isEmpty());
        }
    }

    @Test
    void anEnumHasTheValuesOfTheSdkInItsOrder() throws ReflectiveOperationException {
        Set<Class<?>> enums = new HashSet<>();
        for (Class<? extends Record> type : KmsOperations.allRecords()) {
            for (RecordComponent component : type.getRecordComponents()) {
                String text = component.getGenericType().getTypeName();
                String name = text.startsWith("java.util.List<") ? text.substring(15, text.length() - 1) : text;
                if (name.startsWith("dev.keyhold") && Class.forName(name).isEnum()) {
                    enums.add(Class.forName(name));
                }
            }
        }
        assertThat(enums).hasSizeGreaterThan(15);
        for (Class<?> type : enums) {
            List<String> sdk =
                    Arrays.stream(Class.forName(MODEL + type.getSimpleName()).getEnumConstants())
                            .map(String::valueOf)
                            .filter(name -> !name.equals("null")) // the SDK's own UNKNOWN_TO_SDK_VERSION
                            .toList();
            assertThat(ValueType.Choice.of(type).constants().keySet())
                    .as(type.getSimpleName())
                    .containsExactlyElementsOf(sdk);
        }
    }

    @Test
    void everyRecordOfThePackageIsCompared() throws IOException, URISyntaxException {
        Class<?> one = DecryptResponse.class;
        Path classes = Path.of(one.getResource(one.getSimpleName() + ".class").toURI()).getParent();
        try (Stream<Path> files = Files.list(classes)) {
            Set<String> records =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".class") && !name.contains("$") && !name.contains("-"))
                            .map(name ->
                                    one.getPackageName() + "." + name.substring(0, name.length() - ".class".length()))
                            .filter(SdkFieldTablesTest::isRecord)
                            .collect(Collectors.toSet());
            assertThat(records).isEqualTo(records().map(Class::getName).collect(Collectors.toSet()));
        }
    }

    private static boolean isRecord(String name) {
        try {
            return Class.forName(name).isRecord();
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /// The members of one of the SDK's shapes, name to type.
    static Map<String, String> sdkMembers(String model, String shape) throws ReflectiveOperationException {
        Object builder = Class.forName(model + shape).getMethod("builder").invoke(null);
        Map<String, String> members = new TreeMap<>();
        for (SdkField<?> field : ((SdkPojo) builder).sdkFields()) {
            members.put(field.locationName(), typeName(field));
        }
        return members;
    }

    private static String typeName(SdkField<?> field) {
        String name = field.marshallingType().toString();
        return switch (name) {
            case "List" -> "List of " + typeName(field.getTrait(ListTrait.class).memberFieldInfo());
            case "Map" -> "Map of " + typeName(field.getTrait(MapTrait.class).valueFieldInfo());
            case "SdkPojo" -> field.constructor().get().getClass().getEnclosingClass().getSimpleName();
            default -> name;
        };
    }

    /// The SDK's word for one of our types.
    static String typeName(ValueType type) {
        return switch (type) {
            case ValueType.Text _, ValueType.HiddenText _, ValueType.Choice _ -> "String";
            case ValueType.Whole _ -> "Integer";
            case ValueType.LongWhole _ -> "Long";
            case ValueType.Truth _ -> "Boolean";
            case ValueType.Time _ -> "Instant";
            case ValueType.Bytes _ -> "SdkBytes";
            case ValueType.Table table -> "Map of " + typeName(table.value());
            case ValueType.Array array -> "List of " + typeName(array.element());
            case ValueType.Structure structure -> structure.type().getSimpleName();
        };
    }
}
