package dev.keyhold.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyhold.protocol.iam.AccessKey;
import dev.keyhold.protocol.iam.ChangePasswordRequest;
import dev.keyhold.protocol.iam.CreateAccessKeyResponse;
import dev.keyhold.protocol.iam.CreateGroupRequest;
import dev.keyhold.protocol.iam.CreateLoginProfileRequest;
import dev.keyhold.protocol.iam.CreateRoleRequest;
import dev.keyhold.protocol.iam.CreateUserRequest;
import dev.keyhold.protocol.iam.GetAccountSummaryResponse;
import dev.keyhold.protocol.iam.GetCredentialReportResponse;
import dev.keyhold.protocol.iam.GetUserResponse;
import dev.keyhold.protocol.iam.ListPoliciesRequest;
import dev.keyhold.protocol.iam.ListUserPoliciesResponse;
import dev.keyhold.protocol.iam.ListUsersRequest;
import dev.keyhold.protocol.iam.PolicyDocuments;
import dev.keyhold.protocol.iam.PolicyScopeType;
import dev.keyhold.protocol.iam.ReportFormatType;
import dev.keyhold.protocol.iam.StatusType;
import dev.keyhold.protocol.iam.SummaryKeyType;
import dev.keyhold.protocol.iam.Tag;
import dev.keyhold.protocol.iam.TagUserRequest;
import dev.keyhold.protocol.iam.UntagUserRequest;
import dev.keyhold.protocol.iam.UpdateAccessKeyRequest;
import dev.keyhold.protocol.iam.UpdateRoleResponse;
import dev.keyhold.protocol.iam.User;
import dev.keyhold.protocol.sts.AssumeRoleRequest;
import dev.keyhold.protocol.sts.PolicyDescriptorType;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsQueryTest {

    private static final String PREFIX = "Action=Something&Version=2010-05-08&";
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    /// Values of every kind, some of which no request of IAM or STS has.
    public record Everything(
            @Nullable String text,
            @Nullable SecretText secret,
            @Nullable Integer whole,
            @Nullable Long longWhole,
            @Nullable Boolean truth,
            @Nullable Instant time,
            @Nullable Blob bytes,
            @Nullable StatusType choice,
            @Nullable List<String> texts,
            @Nullable List<Inner> inners,
            @Nullable Inner inner,
            @Nullable Map<String, Integer> counts,
            @Nullable Map<SummaryKeyType, StatusType> choices) {}

    /// A structure that holds a list.
    public record Inner(@Nullable String name, @Nullable List<Blob> blobs) {}

    private static <T extends Record> T decode(Class<T> type, String parameters) {
        return AwsQuery.decode(type, (PREFIX + parameters).getBytes(UTF_8));
    }

    private static void assertMalformed(Class<? extends Record> type, String parameters) {
        assertThatThrownBy(() -> decode(type, parameters))
                .isInstanceOfSatisfying(
                        KmsException.class,
                        refusal -> {
                            assertThat(refusal.code().queryCode()).isEqualTo("MalformedInput");
                            assertThat(refusal).hasMessageNotContaining("Hidden");
                        });
    }

    private static void assertInvalid(Class<? extends Record> type, String parameters, String message) {
        assertThatThrownBy(() -> decode(type, parameters))
                .isInstanceOfSatisfying(
                        KmsException.class,
                        refusal -> {
                            assertThat(refusal.code().queryCode()).isEqualTo("ValidationError");
                            assertThat(refusal.code().queryStatus()).isEqualTo(400);
                        })
                .hasMessage(message);
    }

    private static String result(Record message) {
        String xml = new String(AwsQuery.encode(message, "Op", "urn:n", "id"), UTF_8);
        String before = "<OpResponse xmlns=\"urn:n\"><OpResult>";
        String after = "</OpResult><ResponseMetadata><RequestId>id</RequestId></ResponseMetadata></OpResponse>";
        assertThat(xml).startsWith(before).endsWith(after);
        return xml.substring(before.length(), xml.length() - after.length());
    }

    // Requests

    @Test
    void membersStandUnderTheirNames() {
        assertThat(
                        decode(
                                CreateRoleRequest.class,
                                "RoleName=r&Path=%2Fa%2F&AssumeRolePolicyDocument=%7B%7D&Description=&MaxSessionDuration=3600"
                                        + "&Tags.member.1.Key=k&Tags.member.1.Value=&Tags.member.2.Value=v&Tags.member.2.Key=l"))
                .isEqualTo(
                        new CreateRoleRequest(
                                "/a/", "r", "{}", "", 3600, null, List.of(new Tag("k", ""), new Tag("l", "v"))));
    }

    @Test
    void aWireNameInLowerCaseIsReadAsItIs() {
        assertThat(
                        decode(
                                        AssumeRoleRequest.class,
                                        "RoleArn=arn:aws:iam::111122223333:role/r&RoleSessionName=ann"
                                                + "&PolicyArns.member.1.arn=arn:aws:iam::111122223333:policy/p")
                                .policyArns())
                .containsExactly(new PolicyDescriptorType("arn:aws:iam::111122223333:policy/p"));
    }

    @Test
    void everyKindOfValueIsRead() {
        assertThat(
                        decode(
                                Everything.class,
                                "Text=%C3%A4&Secret=s&Whole=-2147483648&LongWhole=9223372036854775807&Truth=true"
                                        + "&Time=2026-01-02T03:04:05.25Z&Bytes=AAEC&Choice=Inactive&Texts.member.1=a"
                                        + "&Inners.member.1.Name=n&Inners.member.1.Blobs.member.1=AA%3D%3D&Inner.Name=m"
                                        + "&Counts.entry.1.key=a&Counts.entry.1.value=1&Counts.entry.2.key=b"
                                        + "&Counts.entry.2.value=2&Choices.entry.1.key=Users&Choices.entry.1.value=Active"))
                .isEqualTo(
                        new Everything(
                                "ä",
                                SecretText.of("s"),
                                Integer.MIN_VALUE,
                                Long.MAX_VALUE,
                                true,
                                TIME.plusMillis(250),
                                Blob.of(new byte[] {0, 1, 2}),
                                StatusType.INACTIVE,
                                List.of("a"),
                                List.of(new Inner("n", List.of(Blob.of(new byte[1])))),
                                new Inner("m", null),
                                Map.of("a", 1, "b", 2),
                                Map.of(SummaryKeyType.USERS, StatusType.ACTIVE)));
    }

    @Test
    void theElementsOfAListAreReadInTheOrderOfTheirNumbersWhereverTheyStand() {
        List<String> names =
                IntStream.rangeClosed(1, 50)
                        .mapToObj(i -> "TagKeys.member." + i + "=k" + i)
                        .collect(Collectors.toList());
        Collections.shuffle(names, new Random(1));
        assertThat(decode(UntagUserRequest.class, "UserName=u&" + String.join("&", names)).tagKeys())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 50).mapToObj(i -> "k" + i).toList());
    }

    @Test
    void anEmptyListIsAParameterWithoutValueAndAnAbsentOneIsNull() {
        assertThat(decode(TagUserRequest.class, "UserName=u&Tags=").tags()).isEmpty();
        assertThat(decode(CreateUserRequest.class, "UserName=u&Tags=").tags()).isEmpty();
        assertThat(decode(CreateUserRequest.class, "UserName=u").tags()).isNull();
        assertThat(decode(Everything.class, "Counts=").counts()).isEmpty();
    }

    @Test
    void whatTheShapeDoesNotKnowIsSkipped() {
        assertThat(
                        decode(
                                        CreateUserRequest.class,
                                        "UserName=u&Foo=1&Foo.member.7=2&userName=x&Tags.member.1.Key=k&Tags.member.1.Value=v"
                                                + "&Tags.member.1.Color=red&."
                                                + ".=3&"
                                                + "a.".repeat(100)
                                                + "=4")
                                .tags())
                .containsExactly(new Tag("k", "v"));
        assertThat(decode(ListUsersRequest.class, "").marker()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tags.member.2.Key=Hidden&Tags.member.2.Value=v",
                "Tags.member.0.Key=Hidden&Tags.member.0.Value=v",
                "Tags.member.01.Key=Hidden",
                "Tags.member.-1.Key=Hidden",
                "Tags.member.+1.Key=Hidden",
                "Tags.member.%D9%A1.Key=Hidden",
                "Tags.member.1000000000.Key=Hidden",
                "Tags.member.99999999999999999999.Key=Hidden",
                "Tags.member.x.Key=Hidden",
                "Tags.member..Key=Hidden",
                "Tags.member.1.Key=a&Tags.member.3.Key=Hidden",
                "Tags.member.1=Hidden",
                "Tags.member=Hidden",
                "Tags=Hidden",
                "Tags=&Tags.member.1.Key=Hidden",
                "Tags.1.Key=Hidden",
                "Tags.Tag.1.Key=Hidden",
                "Tags.member.1.Key=a&Tags.other.1.Key=Hidden",
                "Tags.member.1.Key.x=Hidden",
                "Tags.member.1.Key=a&Tags.member.1.Key.member.1=Hidden",
                "Tags.member.1.Key=a&Tags.member.1=Hidden",
                "Tags.member.1.Key=a&Tags.member=Hidden",
                "UserName.member.1=Hidden",
                "UserName=a&UserName.x=Hidden",
                "Tags.member.1.a.a.a.a.a.a.a.a.a.a.a.a.a.a=Hidden",
                "Tags.=Hidden",
                "UserName=a&UserName=Hidden"
            })
    void aListOrStructureOfAnotherFormIsRefused(String parameters) {
        assertMalformed(CreateUserRequest.class, parameters);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Whole=",
                "Whole=1.0",
                "Whole=+1",
                "Whole=0x1",
                "Whole=%201",
                "Whole=%D9%A1",
                "Whole=2147483648",
                "Whole=99999999999999999999",
                "LongWhole=9223372036854775808",
                "Truth=",
                "Truth=True",
                "Truth=1",
                "Time=",
                "Time=1767323045",
                "Time=2026-01-02",
                "Time=2026-13-02T03:04:05Z",
                "Time=2026-01-02T03:04:05",
                "Time=%2B12026-01-02T03:04:05Z",
                "Bytes=A",
                "Bytes=AB==",
                "Bytes=%C3%A4%C3%A4%C3%A4%C3%A4",
                "Counts.entry.1.key=a",
                "Counts.entry.1.value=1",
                "Counts.entry.1.key=a&Counts.entry.1.value=1&Counts.entry.1.x=1",
                "Counts.entry.1.key=a&Counts.entry.1.value=1&Counts.entry.2.key=a&Counts.entry.2.value=1",
                "Counts.member.1.key=a&Counts.member.1.value=1",
                "Inner=Hidden",
                "Inner=Hidden&Inner.Name=a"
            })
    void aValueOfAnotherFormIsRefused(String parameters) {
        assertMalformed(Everything.class, parameters);
    }

    @Test
    void aBodyThatIsNoFormIsRefused() {
        assertThatThrownBy(() -> AwsQuery.decode(ListUsersRequest.class, new byte[] {'a', '=', (byte) 0xFF}))
                .isInstanceOf(KmsException.class);
        assertThatThrownBy(() -> AwsQuery.decode(ListUsersRequest.class, new byte[FormBody.MAX_BODY_BYTES + 1]))
                .isInstanceOf(KmsException.class);
    }

    @Test
    void aSecretIsNeitherPrintedNorShownInAnError() {
        assertThat(decode(ChangePasswordRequest.class, "OldPassword=Hidden1&NewPassword=Hidden2").toString())
                .doesNotContain("Hidden");
        assertThat(decode(ChangePasswordRequest.class, "OldPassword=a&NewPassword=Hidden").newPassword().reveal())
                .isEqualTo("Hidden");
        assertInvalid(
                CreateLoginProfileRequest.class,
                "Password=" + "Hidden".repeat(22),
                "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must have length"
                        + " less than or equal to 128");
        assertInvalid(
                CreateLoginProfileRequest.class,
                "Password=Hidden%01",
                "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must satisfy"
                        + " regular expression pattern: [\\u0009\\u000A\\u000D\\u0020-\\u00FF]+");
        assertInvalid(
                ChangePasswordRequest.class,
                "OldPassword=Hidden",
                "1 validation error detected: Value at 'newPassword' failed to satisfy constraint: Member must not be"
                        + " null");
    }

    // The words of what is invalid

    @Test
    void aMissingMemberIsSaidAsAwsSaysIt() {
        assertInvalid(
                CreateUserRequest.class,
                "",
                "1 validation error detected: Value null at 'userName' failed to satisfy constraint: Member must not be"
                        + " null");
    }

    @Test
    void aMemberOfAListIsNamedByItsNumber() {
        assertInvalid(
                TagUserRequest.class,
                "UserName=u&Tags.member.1.Key=k&Tags.member.1.Value=v&Tags.member.2.Key=k%21&Tags.member.2.Value=v",
                "1 validation error detected: Value 'k!' at 'tags.2.member.key' failed to satisfy constraint: Member must"
                        + " satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+");
    }

    @Test
    void aListWithTooManyStructuresIsRefusedWithoutShowingThem() {
        String tags =
                IntStream.rangeClosed(1, 51)
                        .mapToObj(i -> "&Tags.member." + i + ".Key=k" + i + "&Tags.member." + i + ".Value=v")
                        .collect(Collectors.joining());
        assertInvalid(
                TagUserRequest.class,
                "UserName=u" + tags,
                "1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must have length less"
                        + " than or equal to 50");
    }

    @Test
    void anUnknownChoiceIsAnsweredWithTheKnownOnes() {
        assertInvalid(
                UpdateAccessKeyRequest.class,
                "AccessKeyId=AKIAIOSFODNN7EXAMPLE&Status=Off",
                "1 validation error detected: Value 'Off' at 'status' failed to satisfy constraint: Member must satisfy"
                        + " enum value set: [Active, Inactive, Expired]");
        assertThat(decode(ListPoliciesRequest.class, "Scope=AWS&OnlyAttached=false").scope())
                .isEqualTo(PolicyScopeType.AWS);
        assertThatThrownBy(() -> decode(Everything.class, "Choices.entry.1.key=No&Choices.entry.1.value=Nor"))
                .hasMessageStartingWith(
                        "2 validation errors detected: Value at 'choices' failed to satisfy constraint:"
                                + " Map keys must satisfy constraint: [Member must satisfy enum value set: [Users,");
    }

    /// Recorded from IAM in many public issue threads.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UserName=a%20b | userName | It must contain only alphanumeric characters and/or the following: +=,.@_-",
                "UserName=a&Path=a | path | It must begin and end with / and contain only alphanumeric characters and/or"
                        + " / characters.",
                "UserName=a%20b&Path=a | path | It must begin and end with / and contain only alphanumeric characters"
                        + " and/or / characters."
            })
    void aBrokenNameOrPathIsRefusedInWordsOfItsOwn(String parameters, String member, String rule) {
        assertInvalid(
                CreateUserRequest.class, parameters, "The specified value for " + member + " is invalid. " + rule);
    }

    @Test
    void theBeginningOfAPathIsRefusedInOtherWords() {
        String message =
                "The specified value for pathPrefix is invalid. It must begin with the / character and contain only"
                        + " alphanumeric characters and/or / characters.";
        assertInvalid(ListPoliciesRequest.class, "PathPrefix=%2Ffoo", message);
        assertInvalid(ListUsersRequest.class, "PathPrefix=foo", message);
    }

    @Test
    void lengthsComeBeforeTheWordsOfItsOwn() {
        assertInvalid(
                CreateGroupRequest.class,
                "GroupName=" + "%21".repeat(129),
                "1 validation error detected: Value '"
                        + "!".repeat(129)
                        + "' at 'groupName' failed to satisfy constraint: Member must have length less than or equal to"
                        + " 128");
        assertInvalid(
                CreateGroupRequest.class,
                "GroupName=",
                "1 validation error detected: Value '' at 'groupName' failed to satisfy constraint: Member must have"
                        + " length greater than or equal to 1");
    }

    // Cost

    @Test
    @Timeout(20)
    void theWorstFormsCostLittle() {
        StringBuilder deep = new StringBuilder();
        StringBuilder wide = new StringBuilder();
        for (int i = 0; i < 900; i++) {
            deep.append('&').append("Tags.member.").append(i).append(".a".repeat(120)).append("=1");
            wide.append('&').append("Tags.member.").append(i + 1).append(".Key=").append("k".repeat(1_000));
        }
        List<String> bodies = new ArrayList<>();
        bodies.add("UserName=u" + deep);
        bodies.add("UserName=u" + wide);
        bodies.add("UserName=" + "a".repeat(1_000_000));
        bodies.add("UserName=u&PermissionsBoundary=" + "/".repeat(1_000_000));
        long start = System.nanoTime();
        for (int round = 0; round < 5; round++) {
            for (String body : bodies) {
                assertThatThrownBy(() -> decode(CreateUserRequest.class, body)).isInstanceOf(KmsException.class);
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    // Replies

    @Test
    void aReplyHasListsStructuresAndTimesAsIamWritesThem() {
        User user =
                new User(
                        "/",
                        "ann",
                        "AIDAAAAAAAAAAAAAAAAA",
                        "arn:aws:iam::111122223333:user/ann",
                        TIME.plusNanos(999_999_999),
                        null,
                        null,
                        List.of(new Tag("a", "<b>"), new Tag("c", "")));
        assertThat(result(new GetUserResponse(user)))
                .isEqualTo(
                        "<User><Path>/</Path><UserName>ann</UserName><UserId>AIDAAAAAAAAAAAAAAAAA</UserId>"
                                + "<Arn>arn:aws:iam::111122223333:user/ann</Arn><CreateDate>2026-01-02T03:04:05Z</CreateDate>"
                                + "<Tags><member><Key>a</Key><Value>&lt;b&gt;</Value></member>"
                                + "<member><Key>c</Key><Value></Value></member></Tags></User>");
    }

    @Test
    void anEmptyListIsAnEmptyElement() {
        assertThat(result(new ListUserPoliciesResponse(List.of(), false, null)))
                .isEqualTo("<PolicyNames></PolicyNames><IsTruncated>false</IsTruncated>");
    }

    @Test
    void aMapIsAListOfEntriesInTheOrderGiven() {
        Map<SummaryKeyType, Integer> counts = new LinkedHashMap<>();
        counts.put(SummaryKeyType.USERS, 3);
        counts.put(SummaryKeyType.MFA_DEVICES, 0);
        assertThat(result(new GetAccountSummaryResponse(counts)))
                .isEqualTo(
                        "<SummaryMap><entry><key>Users</key><value>3</value></entry>"
                                + "<entry><key>MFADevices</key><value>0</value></entry></SummaryMap>");
    }

    @Test
    void bytesAreBase64() {
        assertThat(
                        result(
                                new GetCredentialReportResponse(
                                        Blob.of("user,arn".getBytes(UTF_8)), ReportFormatType.TEXT_CSV, TIME)))
                .isEqualTo(
                        "<Content>dXNlcixhcm4=</Content><ReportFormat>text/csv</ReportFormat>"
                                + "<GeneratedTime>2026-01-02T03:04:05Z</GeneratedTime>");
    }

    @Test
    void aNewAccessKeyCarriesItsSecretOnTheWireAndNowhereElse() {
        CreateAccessKeyResponse reply =
                new CreateAccessKeyResponse(
                        new AccessKey("ann", "AKIAIOSFODNN7EXAMPLE", StatusType.ACTIVE, SecretText.of("s3cr&t"), TIME));
        assertThat(result(reply)).contains("<SecretAccessKey>s3cr&amp;t</SecretAccessKey>");
        assertThat(reply.toString()).doesNotContain("s3cr");
    }

    @Test
    void anOperationWithoutOutputHasNoResultAndOneWithAnEmptyOutputAnEmptyOne() {
        assertThat(AwsQuery.encodeNothing("DeleteUser", AwsQuery.IAM_NAMESPACE, "id"))
                .asString(UTF_8)
                .isEqualTo(
                        "<DeleteUserResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><ResponseMetadata>"
                                + "<RequestId>id</RequestId></ResponseMetadata></DeleteUserResponse>");
        assertThat(result(new UpdateRoleResponse())).isEmpty();
    }

    @Test
    void aPolicyInAReplyIsUrlEncodedWithoutPluses() {
        String policy = "{\n \"a~b\": \"*+ä/é-._\"}";
        String encoded = PolicyDocuments.encode(policy);
        assertThat(encoded).isEqualTo("%7B%0A%20%22a~b%22%3A%20%22%2A%2B%C3%A4%2F%C3%A9-._%22%7D");
        assertThat(URLDecoder.decode(encoded, UTF_8)).isEqualTo(policy);
    }

    // Secrets

    @Test
    void secretsAreComparedByTheirText() {
        assertThat(SecretText.of("a"))
                .isEqualTo(SecretText.of("a"))
                .hasSameHashCodeAs(SecretText.of("a"))
                .isNotEqualTo(SecretText.of("b"))
                .isNotEqualTo("a")
                .hasToString("SecretText[hidden]");
    }

    @Test
    void aSecretIsAStringInJsonToo() {
        Everything message =
                AwsJson.decode(Everything.class, "{\"Secret\":\"s\",\"Counts\":{\"a\":1}}".getBytes(UTF_8));
        assertThat(message.secret()).isEqualTo(SecretText.of("s"));
        assertThat(AwsJson.encode(message)).asString(UTF_8).isEqualTo("{\"Counts\":{\"a\":1},\"Secret\":\"s\"}");
    }
}
