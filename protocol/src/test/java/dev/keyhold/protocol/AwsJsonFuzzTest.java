package dev.keyhold.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.keyhold.protocol.kms.CreateKeyRequest;
import dev.keyhold.protocol.kms.DecryptRequest;
import dev.keyhold.protocol.kms.EncryptRequest;
import dev.keyhold.protocol.kms.GenerateDataKeyRequest;
import dev.keyhold.protocol.kms.KeyMetadata;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Throws altered bodies at the codec: only a [KmsException] may come out, and what is read must survive a round trip.
class AwsJsonFuzzTest {

    private static final int MUTATIONS = 200_000;

    private record Seedling(Class<? extends Record> type, String body) {}

    private static final List<Seedling> SEEDLINGS =
            List.of(
                    new Seedling(
                            GenerateDataKeyRequest.class,
                            """
                            {"KeyId":"arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab","KeySpec":
                            "AES_256","EncryptionContext":{"aws:s3:arn":"arn:aws:s3:::b/k","ä\\u00e4":"😀"},"GrantTokens":["t"]}\
                            """),
                    new Seedling(
                            DecryptRequest.class,
                            """
                            {"CiphertextBlob":"AQICAHiRPqvfa4HET953nWvomfrsva2VRlbNyxlSoK5fDo8enA==","EncryptionContext":{},
                            "Recipient":{"KeyEncryptionAlgorithm":"RSAES_OAEP_SHA_256","AttestationDocument":"AAAA"},
                            "DryRun":false,"DryRunModifiers":["IGNORE_CIPHERTEXT"]}\
                            """),
                    new Seedling(
                            EncryptRequest.class,
                            "{\"KeyId\":\"alias/a\",\"Plaintext\":\"SSdtIGEgc2VjcmV0IG1lc3NhZ2Uh\"}"),
                    new Seedling(
                            CreateKeyRequest.class,
                            """
                            {"Policy":"{\\"Version\\":\\"2012-10-17\\"}","Tags":[{"TagKey":"a","TagValue":"b"},{"TagKey":"c",
                            "TagValue":""}],"MultiRegion":true,"KeySpec":"RSA_2048","Unknown":[{"a":[1.5e3,null]}]}\
                            """),
                    new Seedling(
                            KeyMetadata.class,
                            "{\"KeyId\":\"k\",\"CreationDate\":1.599288695918E9,\"DeletionDate\":1571767572.317,\"KeyState\":\"Enabled\"}"));

    private static final List<String> SPLICES =
            List.of(
                    "{",
                    "}",
                    "[",
                    "]",
                    "\"",
                    ":",
                    ",",
                    "\\",
                    "\\u",
                    "\\ud800",
                    "null",
                    "true",
                    "1e999",
                    "-0",
                    "1E-400",
                    "0x1",
                    "\u0000",
                    "{\"KeyId\":",
                    "[[[[[[[[[[[[[[[[",
                    "9".repeat(80),
                    "\"KeyId\":\"k\",",
                    "AAAA",
                    "=",
                    " ",
                    "\n");

    @Test
    void onlyRefusalsEscapeAndWhatIsReadSurvivesARoundTrip() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int read = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            Seedling seedling = SEEDLINGS.get(random.nextInt(SEEDLINGS.size()));
            byte[] body = seedling.body().getBytes(UTF_8);
            for (int change = random.nextInt(3); change >= 0; change--) {
                body = mutate(body, random);
            }
            read += tryOne(seedling.type(), body, seed);
        }
        // A test in which everything or nothing is refused would show nothing.
        assertThat(read).as("seed %d", seed).isBetween(MUTATIONS / 100, MUTATIONS * 9 / 10);
    }

    private static <T extends Record> int tryOne(Class<T> type, byte[] body, long seed) {
        T message;
        try {
            message = AwsJson.decode(type, body);
        } catch (KmsException refusal) {
            return 0;
        } catch (RuntimeException | Error escaped) {
            return fail("seed " + seed + ", body " + Base64.getEncoder().encodeToString(body), escaped);
        }
        // A timestamp is written to the millisecond only.
        if (type != KeyMetadata.class && !AwsJson.decode(type, AwsJson.encode(message)).equals(message)) {
            fail("seed " + seed + ", changed by a round trip: " + Base64.getEncoder().encodeToString(body));
        }
        return 1;
    }

    private static byte[] mutate(byte[] body, Random random) {
        int at = random.nextInt(body.length + 1);
        int to = Math.min(body.length, at + random.nextInt(12));
        return switch (random.nextInt(5)) {
            case 0 -> {
                byte[] flipped = body.clone();
                if (at < body.length) {
                    flipped[at] ^= (byte) (1 << random.nextInt(8));
                }
                yield flipped;
            }
            case 1 -> concat(Arrays.copyOf(body, at), Arrays.copyOfRange(body, to, body.length));
            case 2 -> concat(Arrays.copyOf(body, to), Arrays.copyOfRange(body, at, body.length));
            case 3 ->
                    concat(
                            concat(
                                    Arrays.copyOf(body, at),
                                    SPLICES.get(random.nextInt(SPLICES.size())).getBytes(UTF_8)),
                            Arrays.copyOfRange(body, at, body.length));
            default ->
                    concat(
                            concat(Arrays.copyOf(body, at), new byte[] {(byte) random.nextInt(256)}),
                            Arrays.copyOfRange(body, to, body.length));
        };
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
