package dev.keyhold.protocol.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Verifies requests with exactly the signed headers that known clients send, signed by a second, naive implementation.
class ClientHeaderSetsTest {

    private static final int REQUESTS = 100;
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final CredentialScope SCOPE = new CredentialScope("20261123", "eu-west-1", "kms");

    @ParameterizedTest
    @ValueSource(
            strings = {
                // AWS CLI and boto3, without and with a session
                "content-type;host;x-amz-date;x-amz-target",
                "content-type;host;x-amz-date;x-amz-security-token;x-amz-target",
                // JavaScript v3
                "amz-sdk-invocation-id;amz-sdk-request;content-length;content-type;host;x-amz-content-sha256;x-amz-date;"
                        + "x-amz-target;x-amz-user-agent",
                // Java v2
                "amz-sdk-invocation-id;amz-sdk-request;content-length;content-type;host;x-amz-content-sha256;x-amz-date;"
                        + "x-amz-target",
                // Java v1
                "amz-sdk-invocation-id;amz-sdk-request;amz-sdk-retry;content-length;content-type;host;user-agent;"
                        + "x-amz-date;x-amz-target",
                // Go v2
                "amz-sdk-invocation-id;amz-sdk-request;content-length;content-type;host;x-amz-date;x-amz-target",
                // libmongocrypt
                "content-length;content-type;host;x-amz-date;x-amz-target"
            })
    void aRequestWithTheSignedHeadersOfAClientVerifies(String signedHeaders) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> names = List.of(signedHeaders.split(";", -1));
        for (int i = 0; i < REQUESTS; i++) {
            byte[] body = randomText(random, random.nextInt(300)).getBytes(UTF_8);
            SortedMap<String, String> signed = new TreeMap<>();
            for (String name : names) {
                signed.put(name, value(name, body, random));
            }
            HeaderList headers = headers(signed).with("Accept", "*/*").with("Authorization", naivelySign(signed, body));

            SignedRequest request =
                    SignedRequest.read(RequestLine.of("POST", "/"), PathStyle.NORMALIZED, headers, body);

            assertThat(request.authorization().signedHeaders()).isEqualTo(names);
            assertThat(SigningKey.sign(SECRET, SCOPE, request.stringToSign()))
                    .as("seed %d", seed)
                    .isEqualTo(request.authorization().signature());
        }
    }

    private static String naivelySign(SortedMap<String, String> signed, byte[] body) {
        String names = String.join(";", signed.keySet());
        String canonical =
                "POST\n/\n\n"
                        + signed.entrySet().stream()
                                .map(header ->
                                        header.getKey() + ":" + header.getValue().strip().replaceAll(" +", " ") + "\n")
                                .collect(Collectors.joining())
                        + "\n"
                        + names
                        + "\n"
                        + CanonicalRequest.sha256Hex(body);
        String toSign =
                "AWS4-HMAC-SHA256\n"
                        + signed.get("x-amz-date")
                        + "\n"
                        + SCOPE
                        + "\n"
                        + CanonicalRequest.sha256Hex(canonical.getBytes(UTF_8));
        byte[] signature = SigningKey.sign(SECRET, SCOPE, toSign.getBytes(UTF_8)).toByteArray();
        return "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/"
                + SCOPE
                + ", SignedHeaders="
                + names
                + ", Signature="
                + HexFormat.of().formatHex(signature);
    }

    private static HeaderList headers(SortedMap<String, String> headers) {
        return HeaderList.of(
                headers.entrySet().stream()
                        .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
                        .toArray(String[]::new));
    }

    private static String value(String name, byte[] body, Random random) {
        return switch (name) {
            case "host" ->
                    List.of("localhost", "localhost:8200", "[::1]:8200", "KMS.Example.com").get(random.nextInt(4));
            case "x-amz-date" -> "20261123T1" + random.nextInt(10) + "30" + (10 + random.nextInt(50)) + "Z";
            case "x-amz-content-sha256" -> CanonicalRequest.sha256Hex(body);
            case "content-length" -> Integer.toString(body.length);
            default -> " " + randomText(random, 1 + random.nextInt(40)) + "  " + randomText(random, 5) + " ";
        };
    }

    private static String randomText(Random random, int length) {
        byte[] bytes = new byte[(length + 1) / 2];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes).substring(0, length);
    }
}
