package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/// Sends what the AWS SDK for Go v2 sends: its headers, of which it signs the same, and its JSON, in which a member
/// that was not set is absent. For replaying what programs do that cannot run here. For one thread.
final class GoSdk {

    private static final List<String> SIGNED =
            List.of("amz-sdk-invocation-id", "amz-sdk-request", "content-length", "content-type", "host", "x-amz-date");

    private final ClientServer server = Transport.HTTP.server();
    private final String host = "127.0.0.1:" + server.endpoint().port();
    private final String userAgent;

    /// @param product what the program says of itself before the SDK does
    GoSdk(String product) {
        this.userAgent = product + " aws-sdk-go-v2/1.41.7 ua/2.1 os/linux lang/go#1.26.3 md/GOOS#linux md/GOARCH#amd64";
    }

    ClientServer server() {
        return server;
    }

    /// Calls KMS and reads the answer; an empty one reads as an empty object.
    JsonNode call(String operation, String json) throws IOException {
        WireResponse answer = send(operation, json);
        assertThat(answer.status()).as("%s %s: %s", operation, json, answer.body()).isEqualTo(200);
        return JsonNode.parser().parse(answer.body().isEmpty() ? "{}" : answer.body());
    }

    /// Calls KMS, which must refuse.
    ///
    /// @return the refusal's code
    String refused(String operation, String json) throws IOException {
        return send(operation, json).isModelledError().errorCode();
    }

    private WireResponse send(String operation, String json) throws IOException {
        WireRequest request =
                fromGo(WireRequest.kms(host, operation, json)).signedWith(server.root(), plus(SIGNED, "x-amz-target"));
        return answer(request);
    }

    /// `sts:GetCallerIdentity`, with which programs check their credentials when they start.
    ///
    /// @return the answer's XML
    String callerIdentity() throws IOException {
        WireResponse answer = query("sts", "Action=GetCallerIdentity&Version=2011-06-15");
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.body();
    }

    /// Calls IAM.
    ///
    /// @param members names and values in turn, in any order: the SDK sorts them
    /// @return the result, without the envelope
    XmlAnswer iam(String action, String... members) throws IOException {
        WireResponse answer = query("iam", form(action, members));
        assertThat(answer.status()).as("%s %s: %s", action, List.of(members), answer.body()).isEqualTo(200);
        XmlAnswer root = XmlAnswer.parse(answer.body());
        return root.child(action + "Result").orElse(root);
    }

    /// Calls IAM, which must refuse.
    ///
    /// @return the refusal's code
    String iamRefused(String action, String... members) throws IOException {
        WireResponse answer = query("iam", form(action, members));
        assertThat(answer.status()).as("%s", answer).isBetween(400, 499);
        return XmlAnswer.parse(answer.body()).text("Error", "Code");
    }

    private static String form(String action, String... members) {
        SortedMap<String, String> all = new TreeMap<>(Map.of("Action", action, "Version", "2010-05-08"));
        for (int i = 0; i < members.length; i += 2) {
            all.put(members[i], members[i + 1]);
        }
        return all.entrySet().stream()
                .map(member -> member.getKey() + "=" + URLEncoder.encode(member.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private WireResponse query(String service, String form) throws IOException {
        WireRequest request =
                fromGo(WireRequest.kms(host, "", form))
                        .minus("X-Amz-Target")
                        .with("Content-Type", "application/x-www-form-urlencoded");
        WireRequest.Scope scope = WireRequest.Scope.kms(Instant.now());
        return answer(
                request.signedFor(server.root(), new WireRequest.Scope(scope.date(), scope.region(), service), SIGNED));
    }

    private WireRequest fromGo(WireRequest request) {
        return request.plus("User-Agent", userAgent)
                .plus("Accept-Encoding", "identity")
                .plus("Amz-Sdk-Invocation-Id", UUID.randomUUID().toString())
                .plus("Amz-Sdk-Request", "attempt=1; max=3");
    }

    private WireResponse answer(WireRequest request) throws IOException {
        List<WireResponse> answers = Connection.exchange(server.endpoint(), request.bytes());
        assertThat(answers).hasSize(1);
        return answers.getFirst();
    }

    private static List<String> plus(List<String> names, String name) {
        return Stream.concat(names.stream(), Stream.of(name)).toList();
    }

    /// What a member of an answer says.
    static String text(JsonNode answer, String... path) {
        return at(answer, path).text();
    }

    /// A member of an answer.
    static JsonNode at(JsonNode answer, String... path) {
        JsonNode at = answer;
        for (String step : path) {
            at = at.field(step).orElseThrow(() -> new AssertionError("no " + step + " in " + answer));
        }
        return at;
    }

    /// A text as a JSON string.
    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
