package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/// What is refused before the whole request has been read ends the connection, and what follows on it is never run.
///
/// Each case sends a bad request and behind it, on the same connection, a good one that would make an alias. The answer
/// must be one modelled error with a request id, then the end; and there must be no alias.
final class EarlyErrorTest {

    private static final int MAX_BODY = 1024 * 1024;

    private final Endpoint endpoint = SharedServer.endpoint();
    private final KmsClient kms = SharedServer.kms();
    private final String host = "127.0.0.1:" + endpoint.port();

    /// A call that is good but for what a case changes.
    private WireRequest good() {
        return WireRequest.kms(host, "ListKeys", "{\"Limit\":1}").signed(Credential.ROOT);
    }

    /// The good call behind the bad one, whose effect can be seen.
    private WireRequest makesAlias(String keyId) {
        String body = "{\"AliasName\":\"alias/smuggled-" + UUID.randomUUID() + "\",\"TargetKeyId\":\"" + keyId + "\"}";
        return WireRequest.kms(host, "CreateAlias", body).signed(Credential.ROOT);
    }

    private Map<String, byte[]> badRequests() {
        Map<String, byte[]> cases = new LinkedHashMap<>();
        WireRequest good = good();
        for (String length :
                List.of(
                        Integer.toString(MAX_BODY + 1),
                        "2147483647",
                        "2147483648",
                        "4294967307",
                        "9223372036854775808",
                        "9".repeat(40),
                        "-1",
                        "-11",
                        "+11",
                        "0x0b",
                        "1e1",
                        "11.0",
                        "11, 11",
                        "11,12",
                        "11 11",
                        "eleven",
                        "")) {
            cases.put("Content-Length " + length, good.with("Content-Length", length).bytes());
        }
        cases.put("two equal Content-Lengths", good.plus("Content-Length", "11").bytes());
        cases.put("two different Content-Lengths", good.plus("Content-Length", "0").bytes());
        cases.put(
                "two Content-Lengths, smaller first",
                good.with("Content-Length", "0").plus("Content-Length", "11").bytes());
        cases.put("a second content-length in lower case", good.plus("content-length", "5").bytes());
        cases.putAll(transferEncodings(good));
        cases.putAll(requestLines(good));
        cases.putAll(headerBlocks(good));
        return cases;
    }

    private static Map<String, byte[]> transferEncodings(WireRequest good) {
        Map<String, byte[]> cases = new LinkedHashMap<>();
        String chunks = "b\r\n{\"Limit\":1}\r\n0\r\n\r\n";
        for (String encoding : List.of("chunked", "Chunked", "identity", "gzip, chunked", "chunked, identity", "x")) {
            cases.put(
                    "Transfer-Encoding " + encoding,
                    good.minus("Content-Length").plus("Transfer-Encoding", encoding).body(chunks).bytes());
            cases.put(
                    "Content-Length and Transfer-Encoding " + encoding,
                    good.plus("Transfer-Encoding", encoding).body(chunks).bytes());
        }
        cases.put(
                "Transfer-Encoding with a space before the colon", good.plus("Transfer-Encoding ", "chunked").bytes());
        cases.put(
                "two Transfer-Encodings",
                good.plus("Transfer-Encoding", "identity").plus("Transfer-Encoding", "chunked").body(chunks).bytes());
        return cases;
    }

    private static Map<String, byte[]> requestLines(WireRequest good) {
        Map<String, byte[]> cases = new LinkedHashMap<>();
        for (String line :
                List.of(
                        "POST  / HTTP/1.1",
                        "PO\u0000ST / HTTP/1.1",
                        "/ POST HTTP/1.1",
                        "GET / HTTP/1.1",
                        "PUT / HTTP/1.1",
                        "DELETE / HTTP/1.1",
                        "POST /other HTTP/1.1",
                        "POST /../ HTTP/1.1",
                        "POST // HTTP/1.1",
                        "POST /%2e HTTP/1.1",
                        "POST /%zz HTTP/1.1",
                        "POST /" + "x".repeat(10_000) + " HTTP/1.1")) {
            String name = line.length() > 60 ? line.substring(0, 60) + "…" : line;
            cases.put("the line " + name, good.requestLine(line).bytes());
        }
        return cases;
    }

    private static Map<String, byte[]> headerBlocks(WireRequest good) {
        Map<String, byte[]> cases = new LinkedHashMap<>();
        cases.put("a header of 70 KB", good.plus("X-Long", "x".repeat(70_000)).bytes());
        WireRequest many = good;
        for (int i = 0; i < 3000; i++) {
            many = many.plus("X-Header-" + i, "0123456789");
        }
        cases.put("3,000 headers", many.bytes());
        cases.put("a header without a name", good.plus("", "x").bytes());
        cases.put("a header name with a space", good.plus("X Y", "x").bytes());
        cases.put("a header name with a control character", good.plus("X\u0001Y", "x").bytes());
        cases.put("a header value with a NUL", good.plus("X-Y", "a\u0000b").bytes());
        cases.put("a header value with a bare CR", good.plus("X-Y", "a\rContent-Length: 5").bytes());
        cases.put(
                "a header without a colon",
                text(good).replace("\r\n\r\n", "\r\nnocolon\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        return cases;
    }

    private static String text(WireRequest request) {
        return new String(request.bytes(), StandardCharsets.ISO_8859_1);
    }

    @TestFactory
    Stream<DynamicTest> theConnectionEndsAndTheNextRequestIsNeverRun() {
        return badRequests().entrySet().stream()
                .map(bad ->
                        DynamicTest.dynamicTest(
                                bad.getKey(),
                                () -> {
                                    String keyId = SharedServer.newKey().keyId();
                                    ByteArrayOutputStream both = new ByteArrayOutputStream();
                                    both.writeBytes(bad.getValue());
                                    both.writeBytes(makesAlias(keyId).bytes());

                                    List<WireResponse> responses = Connection.exchange(endpoint, both.toByteArray());

                                    assertThat(kms.listAliases(r -> r.keyId(keyId)).aliases())
                                            .as("%s: the request behind it", bad.getKey())
                                            .isEmpty();
                                    assertThat(responses).as("%s: one answer, then the end", bad.getKey()).hasSize(1);
                                    assertThat(responses.getFirst().status()).as(bad.getKey()).isEqualTo(400);
                                    responses.getFirst().isModelledError();
                                }));
    }

    @TestFactory
    Stream<DynamicTest> theConnectionEndsWithoutTheClientEndingIt() {
        return badRequests().entrySet().stream()
                .filter(bad -> !bad.getKey().contains("KB") && !bad.getKey().contains("3,000"))
                .map(bad ->
                        DynamicTest.dynamicTest(
                                bad.getKey(),
                                () -> {
                                    try (Connection connection = Connection.to(endpoint)) {
                                        connection.sendWhatIsTaken(bad.getValue());
                                        connection.sendWhatIsTaken(good().bytes());
                                        // the client's side stays open: only the server can end this
                                        assertThat(connection.readToEnd()).as(bad.getKey()).hasSize(1);
                                    }
                                }));
    }

    /// Who does not speak HTTP/1 need not be answered in it.
    @ParameterizedTest
    @ValueSource(strings = {"GARBAGE", "POST", "POST /", "POST / HTTP/9.9", "POST / HTTP/1.1 x", "\u0016\u0003\u0001"})
    void whatIsNotHttpEndsTheConnectionAndTheNextRequestIsNeverRun(String line) throws IOException {
        String keyId = SharedServer.newKey().keyId();
        try (Connection connection = Connection.to(endpoint)) {
            connection.sendWhatIsTaken(good().requestLine(line).bytes());
            connection.sendWhatIsTaken(makesAlias(keyId).bytes());
            assertThat(connection.readToEnd()).hasSizeLessThanOrEqualTo(1).allSatisfy(WireResponse::isModelledError);
        }
        assertThat(kms.listAliases(r -> r.keyId(keyId)).aliases()).isEmpty();
    }

    @Test
    void aBodyOverTheLimitIsRefusedBeforeItIsSent() throws IOException {
        try (Connection connection = Connection.to(endpoint)) {
            byte[] request = good().with("Content-Length", Integer.toString(MAX_BODY + 1)).bytes();
            connection.send(request);

            connection.read().isModelledError();
            assertThat(connection.readToEnd()).isEmpty();
        }
    }

    @Test
    void aWholeBodyOverTheLimitIsRefusedToo() throws IOException {
        String body = "{\"Limit\":1" + " ".repeat(MAX_BODY) + "}";
        byte[] request = WireRequest.kms(host, "ListKeys", body).signed(Credential.ROOT).bytes();

        List<WireResponse> responses = Connection.exchange(endpoint, request);
        assertThat(responses).hasSizeLessThanOrEqualTo(1).allSatisfy(WireResponse::isModelledError);
    }

    @Test
    void aBodyAtTheLimitIsTaken() throws IOException {
        String start = "{\"Limit\":1";
        String body = start + " ".repeat(MAX_BODY - start.length() - 1) + "}";
        try (Connection connection = Connection.to(endpoint)) {
            connection.send(WireRequest.kms(host, "ListKeys", body).signed(Credential.ROOT).bytes());
            assertThat(connection.read().status()).isEqualTo(200);
        }
    }

    @Test
    void aBodyShorterThanItsLengthIsNeverRun() throws IOException {
        String keyId = SharedServer.newKey().keyId();
        byte[] whole = makesAlias(keyId).bytes();
        byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 1);

        List<WireResponse> responses = Connection.exchange(endpoint, cut);
        assertThat(responses).allSatisfy(response -> assertThat(response.status()).isEqualTo(400));
        assertThat(kms.listAliases(r -> r.keyId(keyId)).aliases()).isEmpty();
    }

    @Test
    void anEarlyErrorIsCountedAsNobodysAndTheServerServesOn() throws IOException {
        for (int i = 0; i < 200; i++) {
            Connection.exchange(endpoint, good().with("Content-Length", "-1").bytes());
        }
        assertThat(kms.listKeys(r -> r.limit(1)).keys()).isNotNull();
    }

    @Test
    void aRefusedSignatureIsNoEarlyErrorAndTheNextRequestIsAnsweredAsItself() throws IOException {
        List<WireRequest> refused = new ArrayList<>();
        refused.add(good().minus("Authorization"));
        refused.add(good().with("Authorization", "Bearer x"));
        refused.add(good().body("{\"Limit\":2}"));
        for (WireRequest bad : refused) {
            String keyId = SharedServer.newKey().keyId();
            try (Connection connection = Connection.to(endpoint)) {
                connection.send(bad.bytes());
                connection.send(makesAlias(keyId).bytes());
                connection.read().isModelledError();
                WireResponse second = connection.read();
                assertThat(second.status()).isEqualTo(200);
                assertThat(second.body()).isEmpty();
            }
            assertThat(kms.listAliases(r -> r.keyId(keyId)).aliases()).hasSize(1);
        }
    }

    @Test
    void theBodyOfARefusedRequestIsNeverTakenForARequest() throws IOException {
        String keyId = SharedServer.newKey().keyId();
        String inner = new String(makesAlias(keyId).bytes(), StandardCharsets.UTF_8);
        WireRequest outer = WireRequest.kms(host, "ListKeys", inner);
        try (Connection connection = Connection.to(endpoint)) {
            connection.send(outer.bytes());
            connection.read().isModelledError();
            connection.send(outer.signed(Credential.ROOT).bytes());
            assertThat(connection.read().isModelledError().errorCode()).isEqualTo("SerializationException");
        }
        assertThat(kms.listAliases(r -> r.keyId(keyId)).aliases()).isEmpty();
    }
}
