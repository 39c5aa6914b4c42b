package dev.keyhold.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyhold.protocol.kms.CreateAliasRequest;
import dev.keyhold.protocol.kms.CreateKeyRequest;
import dev.keyhold.protocol.kms.DecryptRequest;
import dev.keyhold.protocol.kms.EncryptRequest;
import dev.keyhold.protocol.kms.GenerateDataKeyRequest;
import dev.keyhold.protocol.kms.GenerateRandomRequest;
import dev.keyhold.protocol.kms.GetKeyPolicyRequest;
import dev.keyhold.protocol.kms.KeyMetadata;
import dev.keyhold.protocol.kms.ListKeysRequest;
import dev.keyhold.protocol.kms.PutKeyPolicyRequest;
import dev.keyhold.protocol.kms.Tag;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The words are AWS's own, as recorded from the service; its clients' tests match on them.
class ValidatorTest {

    private static final String FAILED = " failed to satisfy constraint: ";

    private static void assertInvalid(Class<? extends Record> type, String body, String message) {
        assertThatThrownBy(() -> AwsJson.decode(type, body.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        KmsException.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.VALIDATION))
                .hasMessage(message);
    }

    private static void assertValid(Class<? extends Record> type, String body) {
        assertThatCode(() -> AwsJson.decode(type, body.getBytes(UTF_8))).doesNotThrowAnyException();
    }

    private static String base64(int length) {
        return Base64.getEncoder().encodeToString(new byte[length]);
    }

    @ParameterizedTest
    @CsvSource({
        "0, greater than or equal to 1",
        "-5, greater than or equal to 1",
        "1025, less than or equal to 1024",
        "2147483647, less than or equal to 1024"
    })
    void aNumberOutOfRangeIsShown(int number, String bound) {
        assertInvalid(
                GenerateRandomRequest.class,
                "{\"NumberOfBytes\":" + number + "}",
                "1 validation error detected: Value '"
                        + number
                        + "' at 'numberOfBytes'"
                        + FAILED
                        + "Member must have value "
                        + bound);
    }

    @Test
    void theEndsOfARangeAreValid() {
        assertValid(GenerateRandomRequest.class, "{\"NumberOfBytes\":1}");
        assertValid(GenerateRandomRequest.class, "{\"NumberOfBytes\":1024}");
    }

    @Test
    void aSensitiveValueIsNotShown() {
        assertInvalid(
                EncryptRequest.class,
                "{\"KeyId\":\"k\",\"Plaintext\":\"" + base64(4_097) + "\"}",
                "1 validation error detected: Value at 'plaintext'"
                        + FAILED
                        + "Member must have length less than or equal to 4096");
        assertInvalid(
                EncryptRequest.class,
                "{\"KeyId\":\"k\",\"Plaintext\":\"\"}",
                "1 validation error detected: Value at 'plaintext'"
                        + FAILED
                        + "Member must have length greater than or equal to 1");
    }

    @Test
    void theLengthOfABlobIsThatOfItsBytes() {
        assertValid(EncryptRequest.class, "{\"KeyId\":\"k\",\"Plaintext\":\"" + base64(4_096) + "\"}");
        assertValid(DecryptRequest.class, "{\"CiphertextBlob\":\"" + base64(6_144) + "\"}");
        assertInvalid(
                DecryptRequest.class,
                "{\"CiphertextBlob\":\"" + base64(6_145) + "\"}",
                "1 validation error detected: Value 'java.nio.HeapByteBuffer[pos=0 lim=6145 cap=6145]' at"
                        + " 'ciphertextBlob'"
                        + FAILED
                        + "Member must have length less than or equal to 6144");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"KeyId\":null}"})
    void requiredMembersAreNamedTogether(String body) {
        assertInvalid(
                PutKeyPolicyRequest.class,
                body,
                "2 validation errors detected: Value null at 'keyId'"
                        + FAILED
                        + "Member must not be null; Value null at 'policy'"
                        + FAILED
                        + "Member must not be null");
    }

    @Test
    void aMissingSensitiveMemberIsNotCalledNull() {
        assertInvalid(
                EncryptRequest.class,
                "{\"KeyId\":\"k\"}",
                "1 validation error detected: Value at 'plaintext'" + FAILED + "Member must not be null");
    }

    @Test
    void thePatternComesBeforeTheLength() {
        assertInvalid(
                CreateAliasRequest.class,
                "{\"AliasName\":\"\",\"TargetKeyId\":\"k\"}",
                "2 validation errors detected: Value '' at 'aliasName'"
                        + FAILED
                        + "Member must satisfy regular expression pattern: ^[a-zA-Z0-9:/_-]+$; Value '' at 'aliasName'"
                        + FAILED
                        + "Member must have length greater than or equal to 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alias/a b", "alias/ä", "alias/a\\n", "\\nalias/a", "alias/a\\u0000", "alias/a$"})
    void aPatternMustMatchTheWholeText(String name) {
        assertThatThrownBy(() ->
                        AwsJson.decode(
                                CreateAliasRequest.class,
                                ("{\"AliasName\":\"" + name + "\",\"TargetKeyId\":\"k\"}").getBytes(UTF_8)))
                .hasMessageStartingWith("1 validation error detected: Value '")
                .hasMessageEndingWith("Member must satisfy regular expression pattern: ^[a-zA-Z0-9:/_-]+$");
    }

    @Test
    void aPatternWithEscapesIsShownAsTheModelSpellsIt() {
        assertInvalid(
                ListKeysRequest.class,
                "{\"Marker\":\"€\"}",
                "1 validation error detected: Value '€' at 'marker'"
                        + FAILED
                        + "Member must satisfy regular expression pattern: [\\u0020-\\u00FF]*");
    }

    @Test
    void aTextThatIsTooLongIsNotMatched() {
        String spaces = " ".repeat(129);
        assertInvalid(
                GetKeyPolicyRequest.class,
                "{\"KeyId\":\"k\",\"PolicyName\":\"" + spaces + "\"}",
                "1 validation error detected: Value '"
                        + spaces
                        + "' at 'policyName'"
                        + FAILED
                        + "Member must have length less than or equal to 128");
    }

    @Test
    void theLengthOfATextIsThatOfItsCodePoints() {
        assertValid(CreateKeyRequest.class, "{\"Description\":\"" + "😀".repeat(8_192) + "\"}");
        assertThatThrownBy(() ->
                        AwsJson.decode(
                                CreateKeyRequest.class,
                                ("{\"Description\":\"" + "😀".repeat(8_193) + "\"}").getBytes(UTF_8)))
                .hasMessageEndingWith("Member must have length less than or equal to 8192");
    }

    @Test
    void aLongValueIsCut() {
        assertInvalid(
                CreateKeyRequest.class,
                "{\"Description\":\"" + "d".repeat(8_193) + "\"}",
                "1 validation error detected: Value '"
                        + "d".repeat(1_024)
                        + "…' at 'description'"
                        + FAILED
                        + "Member must have length less than or equal to 8192");
    }

    @Test
    void anUnknownEnumValueIsAnsweredWithTheSet() {
        assertInvalid(
                GenerateDataKeyRequest.class,
                "{\"KeyId\":\"k\",\"KeySpec\":\"HMAC_random\"}",
                "1 validation error detected: Value 'HMAC_random' at 'keySpec'"
                        + FAILED
                        + "Member must satisfy enum value set: [AES_256, AES_128]");
        assertInvalid(
                GenerateDataKeyRequest.class,
                "{\"KeyId\":\"k\",\"KeySpec\":\"\"}",
                "1 validation error detected: Value '' at 'keySpec'"
                        + FAILED
                        + "Member must satisfy enum value set: [AES_256, AES_128]");
    }

    @Test
    void theNameOfTheJavaConstantIsNoWireName() {
        assertThatThrownBy(() ->
                        AwsJson.decode(KeyMetadata.class, "{\"KeyId\":\"k\",\"KeyState\":\"ENABLED\"}".getBytes(UTF_8)))
                .hasMessageContaining("Value 'ENABLED' at 'keyState'");
    }

    @Test
    void aMemberOfAListOfStructuresIsNamedByItsPlace() {
        assertInvalid(
                CreateKeyRequest.class,
                "{\"Tags\":[{\"TagKey\":\"a\",\"TagValue\":\"\"},{\"TagKey\":\"\"},null]}",
                "3 validation errors detected: Value '' at 'tags.2.member.tagKey'"
                        + FAILED
                        + "Member must have length greater than or equal to 1; Value null at 'tags.2.member.tagValue'"
                        + FAILED
                        + "Member must not be null; Value null at 'tags.3.member'"
                        + FAILED
                        + "Member must not be null");
    }

    @Test
    void aMemberOfANestedStructureIsNamedByItsPath() {
        assertInvalid(
                DecryptRequest.class,
                "{\"CiphertextBlob\":\"AA==\",\"Recipient\":{\"KeyEncryptionAlgorithm\":\"x\"}}",
                "1 validation error detected: Value 'x' at 'recipient.keyEncryptionAlgorithm'"
                        + FAILED
                        + "Member must satisfy enum value set: [RSAES_OAEP_SHA_256]");
    }

    @Test
    void theElementsOfASimpleListAreJudgedTogether() {
        assertInvalid(
                DecryptRequest.class,
                "{\"GrantTokens\":[\"ok\",\"\"]}",
                "1 validation error detected: Value '[ok, ]' at 'grantTokens'"
                        + FAILED
                        + "Member must satisfy constraint: [Member must have length less than or equal to 8192, Member"
                        + " must have length greater than or equal to 1, Member must not be null]");
        assertInvalid(
                DecryptRequest.class,
                "{\"DryRunModifiers\":[\"IGNORE_CIPHERTEXT\",\"x\"]}",
                "1 validation error detected: Value '[IGNORE_CIPHERTEXT, x]' at 'dryRunModifiers'"
                        + FAILED
                        + "Member must satisfy constraint: [Member must satisfy enum value set: [IGNORE_CIPHERTEXT],"
                        + " Member must not be null]");
        assertThatThrownBy(() -> AwsJson.decode(DecryptRequest.class, "{\"GrantTokens\":[null]}".getBytes(UTF_8)))
                .hasMessageStartingWith("1 validation error detected: Value '[null]' at 'grantTokens'");
    }

    @Test
    void aListMayBeTooLong() {
        String tokens = String.join(",", Collections.nCopies(11, "\"t\""));
        assertInvalid(
                DecryptRequest.class,
                "{\"GrantTokens\":[" + tokens + "]}",
                "1 validation error detected: Value '[t, t, t, t, t, t, t, t, t, t, t]' at 'grantTokens'"
                        + FAILED
                        + "Member must have length less than or equal to 10");
    }

    @Test
    void aContextValueMustNotBeNull() {
        assertInvalid(
                DecryptRequest.class,
                "{\"EncryptionContext\":{\"a\":null}}",
                "1 validation error detected: Value at 'encryptionContext'"
                        + FAILED
                        + "Map value must satisfy constraint: [Member must not be null]");
    }

    @Test
    void violationsComeInTheOrderOfTheMembersOfTheShape() {
        assertInvalid(
                GenerateDataKeyRequest.class,
                "{\"KeySpec\":\"x\",\"NumberOfBytes\":0}",
                "3 validation errors detected: Value null at 'keyId'"
                        + FAILED
                        + "Member must not be null; Value '0' at"
                        + " 'numberOfBytes'"
                        + FAILED
                        + "Member must have value greater than or equal to 1; Value 'x'"
                        + " at 'keySpec'"
                        + FAILED
                        + "Member must satisfy enum value set: [AES_256, AES_128]");
    }

    @Test
    void aRecordThatDidNotComeFromTheWireIsCheckedTheSameWay() {
        CreateKeyRequest request =
                new CreateKeyRequest(
                        null, null, null, null, null, null, null, null, List.of(new Tag("", "v")), null, null);
        assertThatThrownBy(() -> AwsJson.check(request))
                .hasMessage(
                        "1 validation error detected: Value '' at 'tags.1.member.tagKey'"
                                + FAILED
                                + "Member must have length greater than or equal to 1");
        assertThatCode(() -> AwsJson.check(new Tag("k", "v"))).doesNotThrowAnyException();
    }

    @Test
    void everyPatternJudgesATextOfTheGreatestLength() {
        for (Class<? extends Record> type : KmsOperations.allRecords()) {
            for (Member member : Shape.of(type).members()) {
                Length length = member.constraints().length();
                if (member.constraints().pattern() != null && length != null) {
                    // The last character is in no pattern's alphabet, so the match fails as late as it can.
                    String text = "a".repeat(length.max() - 1) + "\u2028";
                    List<String> demands = new ArrayList<>();
                    member.constraints().checkText(text, demands::add);
                    assertThat(demands).as(member.wireName()).singleElement().asString().contains("pattern");
                }
            }
        }
    }
}
