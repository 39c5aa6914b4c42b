package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Headers, keep-alive, Expect, bodies that are not what they should be, and the routes beside the API.
final class HttpTest {

    private final Endpoint endpoint = SharedServer.endpoint();
    private final String host = "127.0.0.1:" + endpoint.port();

    private WireRequest call(String operation, String body) {
        return WireRequest.kms(host, operation, body).signed(Credential.ROOT);
    }

    private WireResponse answer(WireRequest request) throws IOException {
        try (Connection connection = Connection.to(endpoint)) {
            connection.send(request.bytes());
            return connection.read();
        }
    }

    @Test
    void anAnswerHasTheHeadersOfTheRealServiceInTheirCase() throws IOException {
        List<WireResponse> responses =
                List.of(
                        answer(call("ListKeys", "{\"Limit\":1}")),
                        answer(call("DescribeKey", "{\"KeyId\":\"none\"}")),
                        answer(call("EnableKey", "{\"KeyId\":\"" + SharedServer.newKey().keyId() + "\"}")));
        for (WireResponse response : responses) {
            assertThat(response.exactly("Content-Length"))
                    .containsExactly(Integer.toString(response.body().getBytes(StandardCharsets.UTF_8).length));
            assertThat(response.exactly("Content-Type")).containsExactly("application/x-amz-json-1.1");
            assertThat(response.exactly("Cache-Control"))
                    .containsExactly("no-cache, no-store, must-revalidate, private");
            assertThat(response.exactly("Expires")).containsExactly("0");
            assertThat(response.exactly("Pragma")).containsExactly("no-cache");
            assertThat(response.exactly("Date")).hasSize(1);
            assertThat(response.values("x-amzn-requestid")).hasSize(1);
            assertThat(response.values("server")).as("what the server runs on is nobody's business").isEmpty();
        }
        assertThat(responses.get(0).status()).isEqualTo(200);
        assertThat(responses.get(1).isModelledError().errorCode()).isEqualTo("NotFoundException");
        assertThat(responses.get(2).body()).isEmpty();
    }

    @Test
    void everyRequestHasItsOwnId() throws IOException {
        Set<String> ids = new HashSet<>();
        try (Connection connection = Connection.to(endpoint)) {
            for (int i = 0; i < 20; i++) {
                connection.send(call(i % 2 == 0 ? "ListKeys" : "Sign", "{}").bytes());
                assertThat(ids.add(connection.read().values("x-amzn-requestid").getFirst())).isTrue();
            }
        }
    }

    @Test
    void anErrorWithoutTextHasNoMessageMember() throws IOException {
        WireResponse response = answer(call("Decrypt", "{\"CiphertextBlob\":\"bWFsZm9ybWVkIGNpcGhlciBtZXNzYWdl\"}"));
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).isEqualTo("{\"__type\":\"InvalidCiphertextException\"}");
    }

    @Test
    void theConnectionLivesOnAfterAModelledError() throws IOException {
        String id = SharedServer.newKey().keyId();
        try (Connection connection = Connection.to(endpoint)) {
            for (int i = 0; i < 3; i++) {
                connection.send(call("DescribeKey", "{\"KeyId\":\"none\"}").bytes());
                connection.read().isModelledError();
                connection.send(call("DescribeKey", "{\"KeyId\":\"" + id + "\"}").bytes());
                assertThat(connection.read().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws IOException {
        String id = SharedServer.newKey().keyId();
        try (Connection connection = Connection.to(endpoint)) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 5; i++) {
                all.append(text(call("DescribeKey", "{\"KeyId\":\"" + id + "\"}")));
                all.append(text(call("DescribeKey", "{\"KeyId\":\"none-" + i + "\"}")));
            }
            connection.send(all.toString());
            for (int i = 0; i < 5; i++) {
                assertThat(connection.read().body()).contains(id);
                assertThat(connection.read().body()).contains("Invalid keyId 'none-" + i + "'");
            }
        }
    }

    private static String text(WireRequest request) {
        return new String(request.bytes(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void aClientThatAsksBeforeItSendsIsToldToGoOn() throws IOException {
        WireRequest request =
                WireRequest.kms(host, "ListKeys", "{\"Limit\":1}")
                        .plus("Expect", "100-continue")
                        .signed(Credential.ROOT);
        try (Connection connection = Connection.to(endpoint)) {
            connection.send(request.body("").bytes());
            assertThat(connection.read().status()).isEqualTo(100);
            connection.send("{\"Limit\":1}");
            assertThat(connection.read().status()).isEqualTo(200);
            connection.send(call("ListKeys", "{\"Limit\":1}").bytes());
            assertThat(connection.read().status()).isEqualTo(200);
        }
    }

    @Test
    void aClientThatAsksWithTooLargeABodyIsNotToldToGoOn() throws IOException {
        WireRequest request =
                WireRequest.kms(host, "ListKeys", "")
                        .with("Content-Length", "1048577")
                        .plus("Expect", "100-continue")
                        .signed(Credential.ROOT);
        try (Connection connection = Connection.to(endpoint)) {
            connection.send(request.bytes());
            connection.read().isModelledError();
            assertThat(connection.readToEnd()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"x\"",
                "{",
                "{\"KeyId\"}",
                "{\"KeyId\":}",
                "{\"KeyId\":\"a\"",
                "{\"KeyId\":\"a\"}}",
                "{\"KeyId\":\"a\"} {}",
                "{'KeyId':'a'}",
                "{\"KeyId\":\"a\",}",
                "{\"KeyId\":1}",
                "{\"KeyId\":true}",
                "{\"KeyId\":[\"a\"]}",
                "{\"KeyId\":{\"a\":\"b\"}}",
                "{\"KeyId\":\"a\",\"KeyId\":\"b\"}",
                "{\"KeyId\":\"\\ud800\"}",
                "{\"KeyId\":\"\\x\"}",
                "{\"KeyId\":\"a\",\"GrantTokens\":\"t\"}",
                "{\"KeyId\":NaN}",
                "// comment\n{\"KeyId\":\"a\"}",
            })
    void aBodyThatIsNotTheOperationsJsonIsAModelledError(String body) throws IOException {
        assertThat(answer(call("DescribeKey", body)).isModelledError().errorCode())
                .isIn("SerializationException", "ValidationException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "YQ", "YR==", "YQ==YQ==", "Y Q==", "YQ==\\n", "-_-_", "=YQ="})
    void aBlobThatIsNotBase64IsAModelledError(String blob) throws IOException {
        String id = SharedServer.newKey().keyId();
        assertThat(
                        answer(call("Encrypt", "{\"KeyId\":\"" + id + "\",\"Plaintext\":\"" + blob + "\"}"))
                                .isModelledError()
                                .errorCode())
                .isEqualTo("SerializationException");
    }

    @Test
    void nestingWithoutEndIsAModelledError() throws IOException {
        String deep = "{\"KeyId\":\"a\",\"X\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThat(answer(call("DescribeKey", deep)).isModelledError().errorCode()).isEqualTo("SerializationException");
    }

    @Test
    void anUnknownMemberIsIgnored() throws IOException {
        String id = SharedServer.newKey().keyId();
        String body = "{\"KeyId\":\"" + id + "\",\"Unheard\":{\"of\":[1,2,{\"x\":null}]},\"GrantTokens\":[]}";
        assertThat(answer(call("DescribeKey", body)).status()).isEqualTo(200);
    }

    @Test
    void bytesThatAreNotUtf8AreAModelledError() throws IOException {
        String body = "{\"KeyId\":\"aXXb\"}";
        // the signature is over the bytes that are sent
        WireRequest signed = call("DescribeKey", body);
        byte[] bytes = signed.bytes();
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 'X' && bytes[i + 1] == 'X') {
                bytes[i] = (byte) 0xc3;
                bytes[i + 1] = (byte) 0x28;
            }
        }
        try (Connection connection = Connection.to(endpoint)) {
            connection.send(bytes);
            connection.read().isModelledError();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TrentService.",
                "TrentService.Unheard",
                "TrentService.encrypt",
                "TrentService.Encrypt ",
                "TrentService.Encrypt.Decrypt",
                "Trentservice.ListKeys",
                "ListKeys",
                "",
                "Keyhold_20261123.Unheard",
            })
    void aTargetThatNobodyKnowsIsAnUnknownOperation(String target) throws IOException {
        WireRequest request = WireRequest.kms(host, "x", "{}").with("X-Amz-Target", target).signed(Credential.ROOT);
        WireResponse response = answer(request);
        if (target.equals("TrentService.Encrypt ")) { // white space around a header value is not part of it
            assertThat(response.isModelledError().errorCode()).isEqualTo("ValidationException");
        } else {
            assertThat(response.isModelledError().errorCode())
                    .isIn("UnknownOperationException", "InvalidSignatureException");
        }
    }

    @Test
    void healthIsToldWithoutASignature() throws IOException {
        for (String path : List.of("/healthz", "/readyz")) {
            try (Connection connection = Connection.to(endpoint)) {
                connection.send("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
                WireResponse response = connection.read();
                assertThat(response.status()).isEqualTo(200);
                assertThat(response.body()).doesNotContain(Credential.ROOT.secret());
            }
        }
    }
}
