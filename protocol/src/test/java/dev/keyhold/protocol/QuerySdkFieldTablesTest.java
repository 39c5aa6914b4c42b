package dev.keyhold.protocol;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;

/// Compares our records of IAM and STS with the field tables that the AWS SDK marshals with.
class QuerySdkFieldTablesTest {

    /// An operation with a result element that has no members, which the SDK cannot tell from one without result.
    private static final String EMPTY_RESULT = "UpdateRole";

    /// Members of late 2026 that are not served: the room that a session token takes, which depends on AWS's own
    /// format; role templates, which do not exist here; policies that a simulation shall not heed.
    private static final Map<String, Set<String>> LEFT_OUT =
            Map.of(
                    "AssumeRoleRequest", Set.of("MinimumSessionTokenSize"),
                    "AssumeRoleWithWebIdentityRequest", Set.of("MinimumSessionTokenSize"),
                    "GetSessionTokenRequest", Set.of("MinimumSessionTokenSize"),
                    "AssumeRoleResponse", Set.of("SessionTokenSize", "SessionTokenUtilization"),
                    "AssumeRoleWithWebIdentityResponse", Set.of("SessionTokenSize", "SessionTokenUtilization"),
                    "GetSessionTokenResponse", Set.of("SessionTokenSize", "SessionTokenUtilization"),
                    "Role", Set.of("SourceRoleTemplate"),
                    "SimulatePrincipalPolicyRequest", Set.of("PolicyExclusionList"));

    static Stream<Arguments> records() {
        return Arrays.stream(QueryApi.values())
                .flatMap(api -> api.records().stream().map(type -> Arguments.of(api, type)));
    }

    @ParameterizedTest
    @MethodSource("records")
    void aRecordHasTheMembersAndTypesOfTheSdk(QueryApi api, Class<? extends Record> type)
            throws ReflectiveOperationException {
        Map<String, String> ours = new TreeMap<>();
        for (Member member : Shape.of(type).members()) {
            ours.put(member.wireName(), SdkFieldTablesTest.typeName(member.type()));
        }
        assertThat(ours).isEqualTo(sdkMembers(api, type.getSimpleName()));
    }

    @Test
    void whatIsLeftOutIsKnownToTheSdk() throws ReflectiveOperationException {
        for (QueryApi api : QueryApi.values()) {
            for (Class<? extends Record> type : api.records()) {
                String shape = type.getSimpleName();
                assertThat(SdkFieldTablesTest.sdkMembers(api.sdkModel(), QueryApi.sdkName(shape)).keySet())
                        .as(shape)
                        .containsAll(LEFT_OUT.getOrDefault(shape, Set.of()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void theElementsOfEveryListStandUnderTheNameMember(QueryApi api, Class<? extends Record> type)
            throws ReflectiveOperationException {
        Object builder =
                Class.forName(api.sdkModel() + QueryApi.sdkName(type.getSimpleName()))
                        .getMethod("builder")
                        .invoke(null);
        for (SdkField<?> field : ((SdkPojo) builder).sdkFields()) {
            ListTrait list = field.getTrait(ListTrait.class);
            if (list != null) {
                assertThat(list.isFlattened()).as(field.memberName()).isFalse();
                assertThat(list.memberFieldInfo().locationName()).as(field.memberName()).isEqualTo("member");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOperationHasAReplyRecordExactlyIfTheSdkReadsMembersFromItsReply(QueryApi api)
            throws ReflectiveOperationException {
        for (String operation : api.operations()) {
            String reply = api.reply(operation).<String>map(Class::getSimpleName).orElse(operation + "Response");
            assertThat(api.reply(operation).isPresent())
                    .as(operation)
                    .isEqualTo(operation.equals(EMPTY_RESULT) || !sdkMembers(api, reply).isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEnumHasTheValuesOfTheSdkInItsOrder(QueryApi api) throws ReflectiveOperationException {
        for (Class<?> type : enums(api)) {
            List<String> sdk =
                    Arrays.stream(
                                    Class.forName(api.sdkModel() + QueryApi.sdkName(type.getSimpleName()))
                                            .getEnumConstants())
                            .map(String::valueOf)
                            .filter(name -> !name.equals("null")) // the SDK's own UNKNOWN_TO_SDK_VERSION
                            .toList();
            assertThat(ValueType.Choice.of(type).constants().keySet())
                    .as(type.getSimpleName())
                    .containsExactlyElementsOf(
                            type.getSimpleName().equals(QueryApi.WRONG_IN_THE_MODEL) ? List.of("Policy") : sdk);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyRecordAndEnumOfThePackageIsCompared(QueryApi api) throws IOException, URISyntaxException {
        Class<?> one = api.oneOfThem();
        Path classes = Path.of(one.getResource(one.getSimpleName() + ".class").toURI()).getParent();
        Set<String> compared = new HashSet<>();
        api.records().forEach(type -> compared.add(type.getName()));
        enums(api).forEach(type -> compared.add(type.getName()));
        try (Stream<Path> files = Files.list(classes)) {
            assertThat(
                            files.map(file -> file.getFileName().toString())
                                    .filter(name ->
                                            name.endsWith(".class") && !name.contains("$") && !name.contains("-"))
                                    .map(name ->
                                            one.getPackageName()
                                                    + "."
                                                    + name.substring(0, name.length() - ".class".length()))
                                    .filter(QuerySdkFieldTablesTest::isShape)
                                    .collect(Collectors.toSet()))
                    .isEqualTo(compared);
        }
    }

    private static Map<String, String> sdkMembers(QueryApi api, String shape) throws ReflectiveOperationException {
        Map<String, String> members = SdkFieldTablesTest.sdkMembers(api.sdkModel(), QueryApi.sdkName(shape));
        members.keySet().removeAll(LEFT_OUT.getOrDefault(shape, Set.of()));
        return members;
    }

    private static Set<Class<?>> enums(QueryApi api) {
        Set<Class<?>> enums = new HashSet<>();
        for (Class<? extends Record> type : api.records()) {
            for (RecordComponent component : type.getRecordComponents()) {
                for (String name : component.getGenericType().getTypeName().split("[<>, ]+", -1)) {
                    if (name.startsWith("dev.keyhold") && classOf(name).isEnum()) {
                        enums.add(classOf(name));
                    }
                }
            }
        }
        return enums;
    }

    private static boolean isShape(String name) {
        return classOf(name).isRecord() || classOf(name).isEnum();
    }

    private static Class<?> classOf(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
