package dev.keyhold.protocol.sigv4;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyhold.protocol.ErrorCode;
import dev.keyhold.protocol.KmsException;
import dev.keyhold.protocol.SharedFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/// The signing cases of aws-c-auth, read as a server receives them.
class SigV4SuiteTest {

    /// Before the cases are listed, so that absent ones count as skipped and not as none.
    @BeforeAll
    static void needsTheSharedFiles() {
        SharedFiles.json("vectors/sigv4-suite.json");
    }

    /// A request in the suite's form: a request line, header lines, perhaps an empty line and a body.
    private record Message(RequestLine line, HeaderList headers, String bodyText) {

        byte[] body() {
            return bodyText.getBytes(ISO_8859_1);
        }

        static Message parse(String text) {
            // One char for each byte, as a server reads them.
            String bytes = new String(text.getBytes(UTF_8), ISO_8859_1);
            int end = bytes.indexOf("\n\n");
            String head = end < 0 ? bytes : bytes.substring(0, end);
            String body = end < 0 ? "" : bytes.substring(end + 2);
            List<String> lines = new ArrayList<>(List.of(head.split("\n")));
            String requestLine = lines.removeFirst();
            int target = requestLine.indexOf(' ');
            return new Message(
                    RequestLine.of(
                            requestLine.substring(0, target),
                            requestLine.substring(target + 1, requestLine.lastIndexOf(' '))),
                    headers(lines),
                    body);
        }

        private static HeaderList headers(List<String> lines) {
            List<Map.Entry<String, String>> entries = new ArrayList<>();
            for (String line : lines) {
                if (line.startsWith(" ")) { // a folded value goes on
                    Map.Entry<String, String> begun = entries.removeLast();
                    entries.add(Map.entry(begun.getKey(), begun.getValue() + "\n" + line));
                } else {
                    int colon = line.indexOf(':');
                    entries.add(Map.entry(line.substring(0, colon), line.substring(colon + 1)));
                }
            }
            return new HeaderList(entries);
        }
    }

    static Stream<Arguments> cases() {
        return SharedFiles.json("vectors/sigv4-suite.json").field("cases").orElseThrow().asArray().stream()
                .map(test -> Arguments.of(text(test, "name"), test));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aHeaderCaseGivesItsCanonicalFormAndSignature(String name, JsonNode test) {
        JsonNode expected = test.field("header").orElseThrow();
        Message message = Message.parse(text(expected, "signedRequest"));
        SignedRequest signed =
                SignedRequest.read(
                        message.line(), style(test), withoutUnsignedToken(test, message.headers()), message.body());

        Authorization authorization = signed.authorization();
        byte[] canonical =
                CanonicalRequest.bytes(
                        message.line(),
                        style(test),
                        message.headers(),
                        authorization.signedHeaders(),
                        CanonicalRequest.sha256Hex(message.body()));
        assertThat(canonical).asString(ISO_8859_1).isEqualTo(text(expected, "canonicalRequest"));
        assertThat(signed.stringToSign()).asString(ISO_8859_1).isEqualTo(text(expected, "stringToSign"));
        assertThat(SigningKey.sign(secret(test), authorization.scope(), signed.stringToSign()))
                .isEqualTo(authorization.signature());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aQueryCaseGivesItsCanonicalFormThoughItIsRefusedAsARequest(String name, JsonNode test) {
        JsonNode expected = test.field("query").orElseThrow();
        Message message = Message.parse(text(expected, "signedRequest"));
        RequestLine withoutSignature =
                new RequestLine(
                        message.line().method(), message.line().path(), unsignedQuery(test, message.line().query()));
        String canonicalText = text(expected, "canonicalRequest");
        List<String> canonicalLines = List.of(canonicalText.split("\n", -1));
        List<String> signedHeaders = List.of(canonicalLines.get(canonicalLines.size() - 2).split(";"));

        byte[] canonical =
                CanonicalRequest.bytes(
                        withoutSignature, style(test), message.headers(), signedHeaders, canonicalLines.getLast());

        assertThat(canonical).asString(ISO_8859_1).isEqualTo(canonicalText);
        assertThatThrownBy(() -> SignedRequest.read(message.line(), style(test), message.headers(), message.body()))
                .isInstanceOfSatisfying(
                        KmsException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.MISSING_AUTHENTICATION_TOKEN));
    }

    /// One case adds the session token after signing, which services that sign with KMS's rules refuse.
    private static HeaderList withoutUnsignedToken(JsonNode test, HeaderList headers) {
        return omitsToken(test) ? headers.without("x-amz-security-token") : headers;
    }

    private static String unsignedQuery(JsonNode test, String query) {
        String unsigned = query.replaceFirst("&X-Amz-Signature=[0-9a-f]{64}", "");
        return omitsToken(test) ? unsigned.replaceFirst("&X-Amz-Security-Token=[^&]*", "") : unsigned;
    }

    private static boolean omitsToken(JsonNode test) {
        return context(test, "omit_session_token").map(JsonNode::asBoolean).orElse(false);
    }

    private static PathStyle style(JsonNode test) {
        return context(test, "normalize").orElseThrow().asBoolean() ? PathStyle.NORMALIZED : PathStyle.AS_RECEIVED;
    }

    private static String secret(JsonNode test) {
        return text(context(test, "credentials").orElseThrow(), "secret_access_key");
    }

    private static Optional<JsonNode> context(JsonNode test, String name) {
        return test.field("context").orElseThrow().field(name);
    }

    private static String text(JsonNode node, String name) {
        return node.field(name).orElseThrow().asString();
    }
}
