package dev.keyhold.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

final class RequestSignerTest {

    private static final String ACCESS_KEY = "AKIDEXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final Map<String, String> HEADERS =
            Map.of("Host", "example.amazonaws.com", "X-Amz-Date", "20150830T123600Z");

    private final RequestSigner signer = new RequestSigner(ACCESS_KEY, SECRET, "us-east-1", "service");

    /// The published signature of the suite's `post-vanilla`.
    @Test
    void anEmptyPostHasThePublishedSignature() {
        assertThat(signer.authorization("POST", HEADERS, new byte[0]))
                .isEqualTo(
                        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                                + " SignedHeaders=host;x-amz-date,"
                                + " Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");
    }

    @Test
    void theSuitesRequestsForTheRootPathHaveTheSuitesSignatures() throws IOException {
        List<String> compared = new ArrayList<>();
        for (Object test : (List<?>) member(suite(), "cases")) {
            SuiteRequest request = SuiteRequest.parse((String) member(member(test, "header"), "signedRequest"));
            if (request.isPlain()) {
                String name = (String) member(test, "name");
                assertThat(signer.authorization(request.method(), request.signedHeaders(), request.body()))
                        .as(name)
                        .isEqualTo(request.headers().get("authorization"));
                compared.add(name);
            }
        }
        assertThat(compared).contains("get-vanilla", "post-vanilla", "post-header-value-case").hasSizeGreaterThan(8);
    }

    @Test
    void everyPartOfTheRequestChangesTheSignature() {
        String signed = signer.authorization("POST", HEADERS, "{}".getBytes(UTF_8));
        assertThat(
                        List.of(
                                signer.authorization("PUT", HEADERS, "{}".getBytes(UTF_8)),
                                signer.authorization("POST", HEADERS, "{ }".getBytes(UTF_8)),
                                signer.authorization(
                                        "POST", with("X-Amz-Date", "20150830T123601Z"), "{}".getBytes(UTF_8)),
                                signer.authorization("POST", with("Host", "other.amazonaws.com"), "{}".getBytes(UTF_8)),
                                signer.authorization("POST", with("X-Amz-Target", "T"), "{}".getBytes(UTF_8)),
                                new RequestSigner(ACCESS_KEY, SECRET, "us-east-2", "service")
                                        .authorization("POST", HEADERS, "{}".getBytes(UTF_8)),
                                new RequestSigner(ACCESS_KEY, SECRET + "x", "us-east-1", "service")
                                        .authorization("POST", HEADERS, "{}".getBytes(UTF_8))))
                .extracting(RequestSignerTest::signature)
                .doesNotHaveDuplicates()
                .doesNotContain(signature(signed));
    }

    @Test
    void aRequestWithoutHostOrDateIsNotSigned() {
        for (String missing : HEADERS.keySet()) {
            Map<String, String> headers = new TreeMap<>(HEADERS);
            headers.remove(missing);
            assertThatIllegalArgumentException().isThrownBy(() -> signer.authorization("POST", headers, new byte[0]));
        }
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> headers = new TreeMap<>(HEADERS);
        headers.put(name, value);
        return headers;
    }

    private static String signature(String authorization) {
        return authorization.substring(authorization.lastIndexOf('=') + 1);
    }

    /// A request of the suite as it stands in its file.
    private record SuiteRequest(String line, Map<String, String> headers, boolean regular, String text) {

        static SuiteRequest parse(String text) {
            int bodyAt = text.indexOf("\n\n");
            List<String> lines = List.of(text.substring(0, bodyAt).split("\n", -1));
            Map<String, String> headers = new LinkedHashMap<>();
            boolean regular = true;
            for (String line : lines.subList(1, lines.size())) {
                int colon = line.indexOf(':');
                String name = line.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT);
                String value = line.substring(colon + 1);
                boolean canonical = value.equals(value.strip().replaceAll(" +", " "));
                regular &= colon > 0 && canonical && headers.put(name, value) == null;
            }
            return new SuiteRequest(lines.getFirst(), headers, regular, text.substring(bodyAt + 2));
        }

        /// Whether the driver could have sent it: the root path, no query, each header once, in canonical form.
        boolean isPlain() {
            return regular && line.matches("[A-Z]+ / HTTP/1.1");
        }

        String method() {
            return line.substring(0, line.indexOf(' '));
        }

        byte[] body() {
            return text.getBytes(UTF_8);
        }

        Map<String, String> signedHeaders() {
            String authorization = headers.getOrDefault("authorization", "");
            String names = authorization.replaceFirst(".*SignedHeaders=([^,]+),.*", "$1");
            Map<String, String> signed = new TreeMap<>(headers);
            signed.keySet().retainAll(Set.of(names.split(";", -1)));
            return signed;
        }
    }

    private static Object member(Object object, String name) {
        return Objects.requireNonNull(((Map<?, ?>) object).get(name), name);
    }

    private static Object suite() throws IOException {
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null && !Files.isDirectory(directory.resolve("shared/vectors"))) {
            directory = directory.getParent();
        }
        Assumptions.assumeTrue(directory != null, "../shared/vectors is not here: the public SigV4 suite is skipped");
        try (JsonParser json =
                new JsonFactory()
                        .createParser(
                                ObjectReadContext.empty(),
                                Files.readAllBytes(directory.resolve("shared/vectors/sigv4-suite.json")))) {
            json.nextToken();
            return value(json);
        }
    }

    private static Object value(JsonParser json) {
        return switch (json.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> object = new LinkedHashMap<>();
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String name = json.currentName();
                    json.nextToken();
                    object.put(name, value(json));
                }
                yield object;
            }
            case START_ARRAY -> {
                List<Object> array = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(json));
                }
                yield array;
            }
            default -> json.getString();
        };
    }
}
