package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.KmsClient;

/// Signature Version 4 over the wire, signed by hand.
final class SignatureTest {

    private final Endpoint endpoint = SharedServer.endpoint();
    private final String host = "127.0.0.1:" + endpoint.port();

    private WireRequest unsigned() {
        return WireRequest.kms(host, "ListKeys", "{\"Limit\":1}");
    }

    private WireResponse answer(WireRequest request) throws IOException {
        List<WireResponse> responses = Connection.exchange(endpoint, request.bytes());
        assertThat(responses).hasSize(1);
        return responses.getFirst();
    }

    private void isRefused(WireRequest request, String code) throws IOException {
        assertThat(answer(request).isModelledError().errorCode()).isEqualTo(code);
    }

    /// What each kind of client signs.
    private Map<String, WireRequest> shapes() {
        String agent = "conformance/1";
        WireRequest plain = unsigned().plus("User-Agent", agent);
        WireRequest java =
                plain.plus("amz-sdk-invocation-id", UUID.randomUUID().toString())
                        .plus("amz-sdk-request", "attempt=1; max=1");
        WireRequest hashed = java.plus("x-amz-content-sha256", WireRequest.sha256(plain.body()));
        List<String> base = List.of("content-type", "host", "x-amz-date", "x-amz-target");
        List<String> go = plus(base, "content-length", "amz-sdk-invocation-id", "amz-sdk-request");
        List<String> java2 = plus(go, "x-amz-content-sha256");
        Map<String, WireRequest> shapes = new LinkedHashMap<>();
        shapes.put("AWS CLI and boto3", plain.signedWith(Credential.ROOT, base));
        shapes.put(
                "AWS SDK for JavaScript v3",
                hashed.plus("x-amz-user-agent", agent).signedWith(Credential.ROOT, plus(java2, "x-amz-user-agent")));
        shapes.put("AWS SDK for Java v2", hashed.signedWith(Credential.ROOT, java2));
        shapes.put(
                "AWS SDK for Java v1",
                hashed.plus("amz-sdk-retry", "0/0/500")
                        .signedWith(Credential.ROOT, plus(java2, "amz-sdk-retry", "user-agent")));
        shapes.put("AWS SDK for Go v2", java.signedWith(Credential.ROOT, go));
        shapes.put(
                "libmongocrypt, Host with port", unsigned().signedWith(Credential.ROOT, plus(base, "content-length")));
        shapes.put(
                "libmongocrypt, Host without port",
                unsigned().with("Host", "127.0.0.1").signedWith(Credential.ROOT, plus(base, "content-length")));
        return shapes;
    }

    private static List<String> plus(List<String> names, String... more) {
        List<String> all = new ArrayList<>(names);
        all.addAll(List.of(more));
        return all;
    }

    @TestFactory
    Stream<DynamicTest> theHeaderShapesOfTheClientsAreAccepted() {
        return shapes().entrySet().stream()
                .map(shape ->
                        DynamicTest.dynamicTest(
                                shape.getKey(), () -> assertThat(answer(shape.getValue()).status()).isEqualTo(200)));
    }

    @TestFactory
    Stream<DynamicTest> aShapeUnderAnotherBodyIsRefused() {
        return shapes().entrySet().stream()
                .map(shape ->
                        DynamicTest.dynamicTest(
                                shape.getKey(),
                                () -> isRefused(shape.getValue().body("{\"Limit\":2}"), "InvalidSignatureException")));
    }

    @TestFactory
    Stream<DynamicTest> aShapeUnderAnotherHostIsRefused() {
        return shapes().entrySet().stream()
                .map(shape ->
                        DynamicTest.dynamicTest(
                                shape.getKey(),
                                () ->
                                        isRefused(
                                                shape.getValue().with("Host", "kms.us-east-1.amazonaws.com"),
                                                "InvalidSignatureException")));
    }

    @Test
    void theHostIsVerifiedAsReceivedAndNotAsConfigured() throws IOException {
        for (String any : List.of("kms.example", "KMS.example:1", "localhost", "[::1]:8200")) {
            assertThat(answer(unsigned().with("Host", any).signed(Credential.ROOT)).status()).isEqualTo(200);
        }
    }

    @Test
    void spacesInAHeaderAreFoldedAsTheyAreSigned() throws IOException {
        WireRequest request = unsigned().plus("X-Amz-Meta", "  a   b  ").signed(Credential.ROOT);
        assertThat(answer(request).status()).isEqualTo(200);
    }

    /// 30 seconds of grace on each side of an edge: the clock goes on while a request is under way.
    @ParameterizedTest
    @ValueSource(longs = {-270, -60, 0, 60, 270})
    void aDateWithinFiveMinutesIsAccepted(long seconds) throws IOException {
        assertThat(answer(datedBy(seconds)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(longs = {-86_400 * 7, -86_400, -3600, -301, 330, 3600, 86_400})
    void aDateFurtherAwayIsRefused(long seconds) throws IOException {
        WireResponse response = answer(datedBy(seconds)).isModelledError();
        assertThat(response.errorCode()).isEqualTo("InvalidSignatureException");
        assertThat(response.body()).contains(seconds < 0 ? "Signature expired: " : "Signature not yet current: ");
    }

    private WireRequest datedBy(long seconds) {
        return unsigned()
                .with("X-Amz-Date", WireRequest.amzDate(Instant.now().plus(Duration.ofSeconds(seconds))))
                .signed(Credential.ROOT);
    }

    @Test
    void aMissingOrMalformedDateIsRefused() throws IOException {
        WireRequest signed = unsigned().signed(Credential.ROOT);
        isRefused(signed.minus("X-Amz-Date"), "IncompleteSignatureException");
        for (String date : List.of("", "yesterday", "2026-11-23T00:00:00Z", "20261123T000000", "99999999T999999Z")) {
            WireRequest request = unsigned().with("X-Amz-Date", date);
            WireRequest.Scope scope = WireRequest.Scope.kms(Instant.now());
            WireResponse response = answer(request.signedFor(Credential.ROOT, scope, request.names()));
            assertThat(response.isModelledError().errorCode())
                    .isIn("IncompleteSignatureException", "InvalidSignatureException");
        }
    }

    @Test
    void aScopeOfAnotherDayServiceOrTerminatorIsRefused() throws IOException {
        Instant now = Instant.now();
        WireRequest request = unsigned();
        String today = WireRequest.amzDate(now).substring(0, 8);
        String yesterday = WireRequest.amzDate(now.minus(Duration.ofDays(1))).substring(0, 8);
        List<WireRequest.Scope> scopes =
                List.of(
                        new WireRequest.Scope(yesterday, "us-east-1", "kms"),
                        new WireRequest.Scope(today, "us-east-1", "sts"),
                        new WireRequest.Scope(today, "us-east-1", "iam"),
                        new WireRequest.Scope(today, "us-east-1", ""),
                        new WireRequest.Scope(today, "", "kms"),
                        new WireRequest.Scope(today, "no region", "kms"),
                        new WireRequest.Scope(today, "us-east-1/x", "kms"));
        for (WireRequest.Scope scope : scopes) {
            WireResponse response = answer(request.signedFor(Credential.ROOT, scope, request.names()));
            assertThat(response.isModelledError().errorCode())
                    .as("scope %s", scope)
                    .isIn("InvalidSignatureException", "IncompleteSignatureException");
        }
        WireRequest good = request.signed(Credential.ROOT);
        String other = good.header("authorization").orElseThrow().replace("aws4_request", "aws5_request");
        assertThat(answer(good.with("Authorization", other)).isModelledError().errorCode())
                .isIn("InvalidSignatureException", "IncompleteSignatureException");
    }

    @Test
    void anUnknownAccessKeyIsNotRecognised() throws IOException {
        WireResponse response =
                answer(unsigned().signed(new Credential("AKIANOBODYKNOWSTHIS0", "whatever"))).isModelledError();
        assertThat(response.errorCode()).isEqualTo("UnrecognizedClientException");
        assertThat(response.body()).contains("The security token included in the request is invalid.");
    }

    @Test
    void aWrongSecretDoesNotMatch() throws IOException {
        WireResponse response =
                answer(unsigned().signed(new Credential(Credential.ROOT.id(), "not the secret"))).isModelledError();
        assertThat(response.errorCode()).isEqualTo("InvalidSignatureException");
        assertThat(response.body())
                .contains("The request signature we calculated does not match the signature you provided.");
    }

    @Test
    void aRequestWithoutASignatureIsMissingItsAuthentication() throws IOException {
        assertThat(answer(unsigned()).isModelledError().errorCode()).isIn("MissingAuthenticationTokenException");
    }

    @Test
    void anAuthorizationThatCannotBeReadIsRefused() throws IOException {
        String good = unsigned().signed(Credential.ROOT).header("authorization").orElseThrow();
        List<String> bad =
                List.of(
                        "x",
                        "AWS4-HMAC-SHA256",
                        "AWS4-HMAC-SHA512 " + good.substring(17),
                        "AWS4-HMAC-SHA1 " + good.substring(17),
                        "Basic dXNlcjpwYXNz",
                        good.replace("Signature=", "Sig="),
                        good.replaceAll("Signature=.*", "Signature="),
                        good.replaceAll("Signature=.*", "Signature=" + "z".repeat(64)),
                        good.substring(0, good.length() - 1),
                        good + "0",
                        good + ", Signature=" + "0".repeat(64),
                        good.replace("SignedHeaders=", "SignedHeaders=;"),
                        good.replaceAll("SignedHeaders=[^,]*", "SignedHeaders="),
                        good.replaceAll("Credential=[^,]*", "Credential=" + Credential.ROOT.id()));
        for (String authorization : bad) {
            WireResponse response = answer(unsigned().plus("Authorization", authorization));
            assertThat(response.isModelledError().errorCode())
                    .as("Authorization: %s", authorization)
                    .isIn(
                            "IncompleteSignatureException",
                            "InvalidSignatureException",
                            "MissingAuthenticationTokenException");
        }
        isRefusedTwice(good);
    }

    private void isRefusedTwice(String good) throws IOException {
        WireRequest twice = unsigned().plus("Authorization", good).plus("Authorization", good);
        assertThat(answer(twice).isModelledError().errorCode())
                .isIn("IncompleteSignatureException", "InvalidSignatureException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "x-amz-target", "x-amz-date"})
    void whatDecidesTheMeaningMustBeSigned(String name) throws IOException {
        WireRequest request = unsigned();
        List<String> names = new ArrayList<>(request.names());
        names.remove(name);
        assertThat(answer(request.signedWith(Credential.ROOT, names)).isModelledError().errorCode())
                .isIn("InvalidSignatureException", "IncompleteSignatureException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Amz-Security-Token", "X-Amz-Content-Sha256", "X-Amz-User-Agent", "x-amz-anything"})
    void anAmazonHeaderThatIsNotSignedIsRefused(String name) throws IOException {
        WireRequest request = unsigned();
        String value = name.endsWith("Sha256") ? WireRequest.sha256(request.body()) : "value";
        WireRequest injected = request.plus(name, value).signedWith(Credential.ROOT, request.names());
        assertThat(answer(injected).isModelledError().errorCode())
                .isIn("InvalidSignatureException", "IncompleteSignatureException");
    }

    @Test
    void aSecondValueOfASignedHeaderIsRefused() throws IOException {
        for (String name : List.of("X-Amz-Target", "X-Amz-Date", "Host")) {
            WireRequest signed = unsigned().signed(Credential.ROOT);
            WireResponse response = answer(signed.plus(name, signed.header(name).orElseThrow()));
            assertThat(response.isModelledError().errorCode())
                    .as("two of %s", name)
                    .isIn(
                            "InvalidSignatureException",
                            "IncompleteSignatureException",
                            "UnknownOperationException",
                            "SerializationException");
        }
    }

    @Test
    void aSignedHeaderThatWasNotSentIsRefused() throws IOException {
        WireRequest signed = unsigned().plus("X-Amz-Extra", "1").signed(Credential.ROOT);
        assertThat(answer(signed.minus("X-Amz-Extra")).isModelledError().errorCode())
                .isIn("InvalidSignatureException", "IncompleteSignatureException");
    }

    @Test
    void aHashThatIsNotTheBodysIsRefused() throws IOException {
        for (String hash : List.of(WireRequest.sha256("other"), "UNSIGNED-PAYLOAD", "", "0")) {
            WireRequest request = unsigned().plus("X-Amz-Content-Sha256", hash).signed(Credential.ROOT);
            assertThat(answer(request).isModelledError().errorCode())
                    .isIn("InvalidSignatureException", "IncompleteSignatureException");
        }
    }

    @Test
    void aSignatureInTheQueryIsNotTaken() throws IOException {
        assertThat(answer(unsigned().requestLine("POST /?X-Amz-Signature=00 HTTP/1.1")).isModelledError().errorCode())
                .isIn("MissingAuthenticationTokenException", "UnknownOperationException");
    }

    @Test
    void aTokenForACredentialWithoutOneIsRefused() throws IOException {
        WireRequest request = unsigned().plus("X-Amz-Security-Token", "surprise").signed(Credential.ROOT);
        isRefused(request, "UnrecognizedClientException");
    }

    @Test
    void theTokenOfTheEnvironmentMustBeThereExactly() throws IOException {
        Map<String, String> environment = new LinkedHashMap<>(SharedServer.rootEnvironment());
        environment.put("AWS_SESSION_TOKEN", "conformance/token+1==");
        try (KeyholdProcess process = KeyholdProcess.serve(environment, "dev", "--listen", "127.0.0.1:0")) {
            Endpoint there = Endpoint.http(process.port());
            try (KmsClient with = there.kms(Credential.ROOT.withSessionToken("conformance/token+1=="));
                    KmsClient without = there.kms(Credential.ROOT);
                    KmsClient other = there.kms(Credential.ROOT.withSessionToken("conformance/token+1="))) {
                assertThat(with.createKey().keyMetadata().arn()).isNotEmpty();
                Refusal.of(without::listKeys)
                        .is("UnrecognizedClientException", "The security token included in the request is invalid.");
                Refusal.of(other::listKeys)
                        .is("UnrecognizedClientException", "The security token included in the request is invalid.");
            }
            WireRequest late = WireRequest.kms("h", "ListKeys", "{}").signed(Credential.ROOT);
            List<WireResponse> added =
                    Connection.exchange(there, late.plus("X-Amz-Security-Token", "conformance/token+1==").bytes());
            assertThat(added).singleElement().satisfies(WireResponse::isModelledError);
        }
    }
}
