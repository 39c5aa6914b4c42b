package dev.keyhold.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyhold.protocol.kms.AliasListEntry;
import dev.keyhold.protocol.kms.CreateKeyRequest;
import dev.keyhold.protocol.kms.DataKeySpec;
import dev.keyhold.protocol.kms.DecryptRequest;
import dev.keyhold.protocol.kms.EncryptRequest;
import dev.keyhold.protocol.kms.EncryptionAlgorithmSpec;
import dev.keyhold.protocol.kms.GenerateDataKeyRequest;
import dev.keyhold.protocol.kms.KeyMetadata;
import dev.keyhold.protocol.kms.KeyState;
import dev.keyhold.protocol.kms.ListKeysRequest;
import dev.keyhold.protocol.kms.RecipientInfo;
import dev.keyhold.protocol.kms.Tag;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsJsonTest {

    private static final String SECRET = "c2VjcmV0"; // "secret"

    private static <T extends Record> T decode(Class<T> type, String body) {
        return AwsJson.decode(type, body.getBytes(UTF_8));
    }

    private static void assertRefused(Class<? extends Record> type, byte[] body) {
        assertThatThrownBy(() -> AwsJson.decode(type, body))
                .isInstanceOfSatisfying(
                        KmsException.class,
                        refusal -> {
                            assertThat(refusal.code()).isEqualTo(ErrorCode.SERIALIZATION);
                            assertThat(refusal).hasMessageNotContaining(SECRET).hasMessageNotContaining("Hidden");
                            assertThat(refusal.getMessage()).hasSizeLessThan(100);
                        });
    }

    private static void assertRefused(Class<? extends Record> type, String body) {
        assertRefused(type, body.getBytes(UTF_8));
    }

    @Test
    void aRequestHasAllItsMembers() {
        GenerateDataKeyRequest request =
                decode(
                        GenerateDataKeyRequest.class,
                        """
                        {"KeyId":"alias/a","EncryptionContext":{"z":"1","ä":"\\u00fc"},"NumberOfBytes":32,"KeySpec":"AES_256",
                         "GrantTokens":["t"],"Recipient":{"KeyEncryptionAlgorithm":"RSAES_OAEP_SHA_256",
                         "AttestationDocument":"AAEC"},"DryRun":true}\
                        """);

        assertThat(request.keyId()).isEqualTo("alias/a");
        assertThat(request.encryptionContext()).containsExactly(Map.entry("z", "1"), Map.entry("ä", "ü"));
        assertThat(request.numberOfBytes()).isEqualTo(32);
        assertThat(request.keySpec()).isEqualTo(DataKeySpec.AES_256);
        assertThat(request.grantTokens()).containsExactly("t");
        assertThat(request.recipient())
                .extracting(RecipientInfo::attestationDocument)
                .isEqualTo(Blob.of(new byte[] {0, 1, 2}));
        assertThat(request.dryRun()).isTrue();
    }

    @Test
    void absentAndNullMembersAreNull() {
        assertThat(decode(ListKeysRequest.class, "{\"Limit\":null}")).isEqualTo(new ListKeysRequest(null, null));
    }

    @Test
    void anEmptyBodyCountsAsAnEmptyObject() {
        assertThat(decode(ListKeysRequest.class, "")).isEqualTo(new ListKeysRequest(null, null));
    }

    @Test
    void unknownMembersAreSkippedWhateverTheyHold() {
        String body =
                "{\"New\":{\"a\":[1,{\"b\":null}],\"c\":\"\\u00e4\"},\"Limit\":7,\"limit\":\"x\",\"__type\":true}";
        assertThat(decode(ListKeysRequest.class, body).limit()).isEqualTo(7);
    }

    @Test
    void memberNamesAreCaseSensitive() {
        assertThat(decode(ListKeysRequest.class, "{\"limit\":7}").limit()).isNull();
    }

    @Test
    void listsAndMapsOfARequestCannotBeChanged() {
        EncryptRequest request =
                decode(
                        EncryptRequest.class,
                        "{\"KeyId\":\"k\",\"Plaintext\":\"AA==\",\"EncryptionContext\":{\"a\":\"b\"},\"GrantTokens\":[\"t\"]}");
        assertThat(request.encryptionContext()).isUnmodifiable();
        assertThat(request.grantTokens()).isUnmodifiable();
    }

    @ParameterizedTest
    @CsvSource({
        "1571767572.317, 2019-10-22T18:06:12.317Z",
        "1.599288695918E9, 2020-09-05T06:51:35.918Z",
        "1500000000, 2017-07-14T02:40:00Z",
        "-1.5, 1969-12-31T23:59:58.500Z",
        "0, 1970-01-01T00:00:00Z",
        "1E9, 2001-09-09T01:46:40Z",
        "1e-60, 1970-01-01T00:00:00Z"
    })
    void aTimestampIsReadAsEpochSeconds(String number, Instant expected) {
        assertThat(decode(AliasListEntry.class, timestamp(number)).creationDate()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e400",
                "1571e9991767572",
                "1e2147483648",
                "-1e12",
                "1e-999999999",
                "1e999999999",
                "NaN",
                "Infinity",
                "\"1571767572\"",
                "253402300800"
            })
    void aTimestampOutOfRangeIsRefused(String number) {
        assertRefused(AliasListEntry.class, timestamp(number));
    }

    private static String timestamp(String number) {
        return "{\"AliasName\":\"alias/a\",\"AliasArn\":\"arn:aws:kms:us-east-1:111122223333:alias/a\","
                + "\"CreationDate\":"
                + number
                + "}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "\"Hidden\"",
                "1",
                "true",
                "{",
                "}",
                "{\"Limit\":1}}",
                "{\"Limit\":1}{}",
                "{\"Limit\":1} x",
                "{\"Limit\":1,}",
                "{Limit:1}",
                "{'Limit':1}",
                "{\"Limit\"}",
                "{\"Limit\":}",
                "{\"Limit\":01}",
                "{\"Limit\":+1}",
                "{\"Limit\":0x1}",
                "{\"Limit\":.5}",
                "// c\n{}",
                "{\"Limit\":1 /* c */}",
                "\uFEFF{}",
                "{\"Marker\":\"Hidden}",
                "{\"Marker\":\"a\nb\"}",
                "{\"Marker\":\"\\x\"}",
                "{\"Marker\":\"\\u12\"}",
                "{\"New\":\"\\x\"}",
                "{\"New\":[1}",
                "{\"New\":NaN}",
                "   ",
                "\u0000"
            })
    void malformedJsonIsRefused(String body) {
        assertRefused(ListKeysRequest.class, body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Limit\":\"1\"",
                "\"Limit\":1.0",
                "\"Limit\":1e2",
                "\"Limit\":2147483648",
                "\"Limit\":-2147483649",
                "\"Limit\":true",
                "\"Limit\":{}",
                "\"Limit\":[]",
                "\"Limit\":99999999999999999999999999",
                "\"Limit\":NaN",
                "\"Marker\":1",
                "\"Marker\":true",
                "\"Marker\":[\"Hidden\"]",
                "\"Marker\":{\"Hidden\":1}"
            })
    void aMemberOfAnotherTypeIsRefused(String member) {
        assertRefused(ListKeysRequest.class, "{" + member + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"EncryptionContext\":[]",
                "\"EncryptionContext\":{\"a\":1}",
                "\"EncryptionContext\":{\"a\":{}}",
                "\"GrantTokens\":\"t\"",
                "\"GrantTokens\":{}",
                "\"GrantTokens\":[1]",
                "\"GrantTokens\":[[\"t\"]]",
                "\"DryRun\":\"true\"",
                "\"DryRun\":1",
                "\"Recipient\":\"Hidden\"",
                "\"Recipient\":[]",
                "\"KeySpec\":256"
            })
    void aCompoundMemberOfAnotherTypeIsRefused(String member) {
        assertRefused(GenerateDataKeyRequest.class, "{\"KeyId\":\"k\"," + member + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Limit\":1,\"Limit\":1",
                "\"Limit\":1,\"\\u004cimit\":2",
                "\"Marker\":null,\"Marker\":\"Hidden\"",
                "\"New\":1,\"New\":1",
                "\"New\":{\"a\":1,\"a\":1}"
            })
    void aRepeatedMemberIsRefused(String members) {
        assertRefused(ListKeysRequest.class, "{" + members + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":\"1\",\"a\":\"2\"}", "{\"a\":\"1\",\"b\":\"\",\"\\u0061\":\"1\"}"})
    void aRepeatedNameInAnEncryptionContextIsRefused(String context) {
        assertRefused(GenerateDataKeyRequest.class, "{\"KeyId\":\"k\",\"EncryptionContext\":" + context + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"EncryptionContext\":{\"\\ud800\":\"v\"}",
                "\"EncryptionContext\":{\"k\":\"\\udc00\"}",
                "\"EncryptionContext\":{\"k\":\"\\udc00\\ud800\"}",
                "\"EncryptionContext\":{\"k\":\"\\ud800x\"}",
                "\"GrantTokens\":[\"\\uDBFF\"]",
                "\"New\":\"\\ud800\"",
                "\"\\ud800\":1",
                "\"New\":[{\"\\ud800\":1}]"
            })
    void anUnpairedSurrogateIsRefused(String member) {
        assertRefused(GenerateDataKeyRequest.class, "{\"KeyId\":\"k\"," + member + "}");
    }

    @Test
    void aSurrogatePairIsOneCharacter() {
        String body = "{\"KeyId\":\"k\",\"EncryptionContext\":{\"\\ud83d\\ude00\":\"😀\"}}";
        assertThat(decode(GenerateDataKeyRequest.class, body).encryptionContext())
                .containsExactly(Map.entry("😀", "😀"));
    }

    @ParameterizedTest
    @CsvSource({"FF", "C080", "C1BF", "EDA080", "EDB080", "F4908080", "80", "E282", "F0808080"})
    void malformedUtf8IsRefusedInNamesAndValues(String hex) {
        byte[] bad = HexFormat.of().parseHex(hex);
        assertRefused(ListKeysRequest.class, join("{\"Marker\":\"", bad, "\"}"));
        assertRefused(
                GenerateDataKeyRequest.class, join("{\"KeyId\":\"k\",\"EncryptionContext\":{\"", bad, "\":\"v\"}}"));
        assertRefused(ListKeysRequest.class, join("{\"New\":\"", bad, "\"}"));
    }

    private static byte[] join(String before, byte[] middle, String after) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(before.getBytes(UTF_8));
        out.writeBytes(middle);
        out.writeBytes(after.getBytes(UTF_8));
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c2VjcmV0IQ",
                "c2VjcmV0IQ=",
                "c2Vj cmV0",
                "c2VjcmV0\\n",
                "c2VjcmV0=",
                "====",
                "=",
                "c2Vjcm-_",
                "A===",
                "AB==",
                "AAB=",
                "AA==AAAA",
                "äääa",
                "c2VjcmV0Ā"
            })
    void whatIsNotCanonicalBase64IsRefused(String base64) {
        assertRefused(EncryptRequest.class, "{\"KeyId\":\"k\",\"Plaintext\":\"" + base64 + "\"}");
    }

    @ParameterizedTest
    @CsvSource({"AA==, 1", "AAA=, 2", "AAAA, 3", "+/8=, 2", "\\u0041A==, 1", "+\\/8=, 2"})
    void canonicalBase64IsRead(String base64, int length) {
        EncryptRequest request = decode(EncryptRequest.class, "{\"KeyId\":\"k\",\"Plaintext\":\"" + base64 + "\"}");
        assertThat(request.plaintext().length()).isEqualTo(length);
    }

    @Test
    void anEncodedMessageLeavesOutNullsAndSortsItsMembers() {
        KeyMetadata key =
                KeyMetadata.builder("k")
                        .keyState(KeyState.PENDING_DELETION)
                        .awsAccountId("111122223333")
                        .enabled(false)
                        .description("")
                        .creationDate(Instant.ofEpochMilli(1_571_767_572_317L))
                        .deletionDate(Instant.ofEpochSecond(1_600_000_000L, 999))
                        .encryptionAlgorithms(List.of(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT))
                        .build();
        assertThat(new String(AwsJson.encode(key), UTF_8))
                .isEqualTo(
                        "{\"AWSAccountId\":\"111122223333\","
                                + "\"CreationDate\":1571767572.317,\"DeletionDate\":1600000000,\"Description\":\"\",\"Enabled\":false,"
                                + "\"EncryptionAlgorithms\":[\"SYMMETRIC_DEFAULT\"],\"KeyId\":\"k\",\"KeyState\":\"PendingDeletion\"}");
    }

    @Test
    void textIsEscapedAndBytesAreBase64() {
        EncryptRequest request =
                new EncryptRequest(
                        "\"\\\n\u0001\u007f€😀", Blob.of(new byte[] {-1, -2}), Map.of("<", "/"), List.of(), null, null);
        assertThat(new String(AwsJson.encode(request), UTF_8))
                .isEqualTo(
                        "{\"EncryptionContext\":{\"<\":\"/\"},\"GrantTokens\":[],\"KeyId\":\"\\\"\\\\\\n\\u0001\u007f€😀\","
                                + "\"Plaintext\":\"//4=\"}");
    }

    @Test
    void whatWasEncodedIsDecodedToTheSame() {
        CreateKeyRequest request =
                decode(
                        CreateKeyRequest.class,
                        "{\"Tags\":[{\"TagKey\":\"a\",\"TagValue\":\"\"}],\"MultiRegion\":false}");
        assertThat(request.tags()).containsExactly(new Tag("a", ""));
        assertThat(AwsJson.decode(CreateKeyRequest.class, AwsJson.encode(request))).isEqualTo(request);
    }

    @Test
    void anErrorWithoutAMessageHasNoMessageMember() {
        assertThat(AwsJson.encodeError(Errors.invalidCiphertext()))
                .asString(UTF_8)
                .isEqualTo("{\"__type\":\"InvalidCiphertextException\"}");
        assertThat(AwsJson.encodeError(Errors.invalidKeyId("\"")))
                .asString(UTF_8)
                .isEqualTo("{\"__type\":\"NotFoundException\",\"message\":\"Invalid keyId '\\\"'\"}");
    }

    @Test
    void aRecordThatHasNoWireFormIsRefusedAtFirstUse() {
        assertThatThrownBy(() -> AwsJson.encode(new WithArray(List.of(1.5))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// A record with a type that the codec does not know.
    ///
    /// @param numbers unknown to the codec
    public record WithArray(List<Double> numbers) {}

    @Test
    void aMessageNeverShowsItsSecrets() {
        EncryptRequest request = decode(EncryptRequest.class, "{\"KeyId\":\"k\",\"Plaintext\":\"c2VjcmV0\"}");
        assertThat(request.toString()).contains("Blob[6 bytes]").doesNotContain("c2VjcmV0").doesNotContain("secret");
        assertThat(decode(DecryptRequest.class, "{\"CiphertextBlob\":\"AAAA\"}").toString()).contains("Blob[3 bytes]");
    }
}
