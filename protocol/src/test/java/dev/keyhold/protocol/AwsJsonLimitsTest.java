package dev.keyhold.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyhold.protocol.kms.CreateKeyRequest;
import dev.keyhold.protocol.kms.GenerateDataKeyRequest;
import dev.keyhold.protocol.kms.ListKeysRequest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a body may cost is bounded before and while it is read.
class AwsJsonLimitsTest {

    private static <T extends Record> T decode(Class<T> type, String body) {
        return AwsJson.decode(type, body.getBytes(UTF_8));
    }

    private static void assertRefused(Class<? extends Record> type, String body) {
        assertThatThrownBy(() -> decode(type, body))
                .isInstanceOfSatisfying(
                        KmsException.class,
                        refusal -> {
                            assertThat(refusal.code()).isEqualTo(ErrorCode.SERIALIZATION);
                            assertThat(refusal.getMessage()).hasSizeLessThan(100);
                        });
    }

    @Test
    void aBodyOverOneMebibyteIsRefused() {
        String open = "{\"New\":\"";
        String atTheLimit = open + "x".repeat(AwsJson.MAX_BODY_BYTES - open.length() - 2) + "\"}";
        decode(ListKeysRequest.class, atTheLimit);
        assertRefused(ListKeysRequest.class, atTheLimit + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void nestingStopsAtSixteenLevels(String open) {
        String close = open.equals("[") ? "]" : "}";
        decode(ListKeysRequest.class, "{\"New\":" + open.repeat(15) + "1" + close.repeat(15) + "}");
        assertRefused(ListKeysRequest.class, "{\"New\":" + open.repeat(16) + "1" + close.repeat(16) + "}");
        assertRefused(ListKeysRequest.class, "{\"New\":" + open.repeat(100_000));
    }

    @Test
    void anObjectHasAtMostAThousandMembers() {
        decode(ListKeysRequest.class, "{" + members(1_000) + "}");
        assertRefused(ListKeysRequest.class, "{" + members(1_001) + "}");
        decode(ListKeysRequest.class, "{\"New\":{" + members(1_000) + "}}");
        assertRefused(ListKeysRequest.class, "{\"New\":{" + members(1_001) + "}}");
        assertRefused(GenerateDataKeyRequest.class, "{\"KeyId\":\"k\",\"EncryptionContext\":{" + members(1_001) + "}}");
    }

    @Test
    void aListHasAtMostAThousandElements() {
        assertRefused(CreateKeyRequest.class, "{\"Tags\":[" + "{},".repeat(1_000) + "{}]}");
        assertRefused(ListKeysRequest.class, "{\"New\":[" + "1,".repeat(1_000) + "1]}");
    }

    private static String members(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"m" + i + "\":\"v\"").collect(Collectors.joining(","));
    }

    @Test
    void aMemberNameHasAtMost256CharactersButAContextNameIsData() {
        decode(ListKeysRequest.class, "{\"" + "n".repeat(256) + "\":1}");
        assertRefused(ListKeysRequest.class, "{\"" + "n".repeat(257) + "\":1}");
        String longName = "n".repeat(8_000);
        assertThat(
                        decode(
                                        GenerateDataKeyRequest.class,
                                        "{\"KeyId\":\"k\",\"EncryptionContext\":{\"" + longName + "\":\"v\"}}")
                                .encryptionContext())
                .containsKey(longName);
    }
}
