package dev.keyhold.protocol.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/// Verifies what the AWS SDK's own signer signs when it is given the headers that six kinds of clients send. The signer
/// itself adds `x-amz-content-sha256` and leaves `user-agent` unsigned; [ClientHeaderSetsTest] has the sets as they
/// are.
class AwsSignerTest {

    private static final int REQUESTS = 200;

    /// The headers beyond host, x-amz-date and what the signer adds by itself.
    private static final Map<String, List<String>> CLIENTS =
            Map.of(
                    "CLI and boto3", List.of("content-type", "x-amz-target"),
                    "JavaScript v3",
                            List.of(
                                    "amz-sdk-invocation-id",
                                    "amz-sdk-request",
                                    "content-length",
                                    "content-type",
                                    "x-amz-target",
                                    "x-amz-user-agent"),
                    "Java v2",
                            List.of(
                                    "amz-sdk-invocation-id",
                                    "amz-sdk-request",
                                    "content-length",
                                    "content-type",
                                    "x-amz-target"),
                    "Java v1",
                            List.of(
                                    "amz-sdk-invocation-id",
                                    "amz-sdk-request",
                                    "amz-sdk-retry",
                                    "content-length",
                                    "content-type",
                                    "user-agent",
                                    "x-amz-target"),
                    "Go v2",
                            List.of(
                                    "amz-sdk-invocation-id",
                                    "amz-sdk-request",
                                    "content-length",
                                    "content-type",
                                    "x-amz-target"),
                    "libmongocrypt", List.of("content-length", "content-type", "x-amz-target"));

    @ParameterizedTest
    @ValueSource(strings = {"CLI and boto3", "JavaScript v3", "Java v2", "Java v1", "Go v2", "libmongocrypt"})
    void whatTheSdkSignsVerifiesHere(String client) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < REQUESTS; i++) {
            byte[] body = randomText(random, random.nextInt(400)).getBytes(UTF_8);
            String secret = randomText(random, 40);
            SdkHttpRequest signed = sign(CLIENTS.getOrDefault(client, List.of()), secret, body, random);
            SignedRequest request =
                    SignedRequest.read(
                            new RequestLine("POST", signed.encodedPath(), signed.encodedQueryParameters().orElse("")),
                            PathStyle.NORMALIZED,
                            headers(signed),
                            body);
            Authorization authorization = request.authorization();
            assertThat(SigningKey.sign(secret, authorization.scope(), request.stringToSign()))
                    .as("seed %d: %s", seed, signed)
                    .isEqualTo(authorization.signature());
            assertThat(SigningKey.sign(secret + "x", authorization.scope(), request.stringToSign()))
                    .isNotEqualTo(authorization.signature());
        }
    }

    private static SdkHttpRequest sign(List<String> names, String secret, byte[] body, Random random) {
        String port = random.nextBoolean() ? ":" + (1_024 + random.nextInt(60_000)) : "";
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.POST)
                        .uri(URI.create("https://kms.example.com" + port + "/"));
        for (String name : names) {
            request.appendHeader(name, headerValue(name, body, random));
        }
        if (random.nextInt(4) == 0) {
            request.appendRawQueryParameter("a b", randomText(random, 5));
            request.appendRawQueryParameter("ä/" + random.nextInt(9), "~+*%");
        }
        AwsCredentialsIdentity identity =
                random.nextBoolean()
                        ? AwsCredentialsIdentity.create("AKIDEXAMPLE", secret)
                        : AwsSessionCredentialsIdentity.create("ASIAEXAMPLE", secret, randomText(random, 100));
        Instant now = Instant.ofEpochSecond(1_700_000_000L + random.nextInt(100_000_000));
        return AwsV4HttpSigner.create()
                .sign(sign ->
                        sign.identity(identity)
                                .request(request.build())
                                .payload(ContentStreamProvider.fromByteArray(body))
                                .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "kms")
                                .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(now, ZoneOffset.UTC)))
                .request();
    }

    private static String headerValue(String name, byte[] body, Random random) {
        return switch (name) {
            case "content-type" -> "application/x-amz-json-1.1";
            case "content-length" -> Integer.toString(body.length);
            case "x-amz-target" -> "TrentService.GenerateDataKey";
            default -> randomText(random, 1 + random.nextInt(30)) + "  " + randomText(random, 3);
        };
    }

    private static HeaderList headers(SdkHttpRequest request) {
        List<Map.Entry<String, String>> entries = new ArrayList<>();
        request.forEachHeader((name, values) -> values.forEach(value -> entries.add(Map.entry(name, value))));
        return new HeaderList(entries);
    }

    private static String randomText(Random random, int length) {
        byte[] bytes = new byte[(length + 1) / 2];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes).substring(0, length);
    }
}
