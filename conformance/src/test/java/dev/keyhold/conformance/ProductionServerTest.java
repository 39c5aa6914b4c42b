package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/// `init` and `server`: TLS by the deployment's own CA, the regions that are served, and who used a key.
final class ProductionServerTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static Path directory;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Deployment deployment;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static KeyholdProcess server;

    @BeforeAll
    static void start() {
        deployment = Deployment.sqlite(directory.resolve("data"));
        server = deployment.serve();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Endpoint endpoint() {
        return deployment.endpoint(server);
    }

    @Test
    void theRootCredentialOfInitIsTakenOverTls() {
        try (KmsClient kms = endpoint().kms(deployment.root())) {
            assertThat(kms.createKey().keyMetadata().arn()).startsWith("arn:aws:kms:us-east-1:000000000000:key/");
        }
    }

    @Test
    void aDevelopmentCredentialIsNotTaken() {
        try (KmsClient kms = endpoint().kms(Credential.ROOT)) {
            Refusal.of(kms::listKeys).hasCode("UnrecognizedClientException");
        }
    }

    @Test
    void aRegionThatIsNotServedIsRefused() {
        try (KmsClient kms = endpoint().kms(deployment.root(), Region.EU_WEST_1)) {
            Refusal.of(kms::listKeys).hasCode("InvalidSignatureException");
        }
    }

    @Test
    void aClientThatDoesNotTrustTheAuthorityDoesNotConnect() {
        Path other = Deployment.sqlite(directory.resolve("other")).authority();
        try (KmsClient kms = Endpoint.https(server.port(), other).kms(deployment.root())) {
            assertThatThrownBy(kms::listKeys).isInstanceOf(SdkClientException.class);
        }
    }

    @Test
    void plainHttpIsNotAnswered() throws Exception {
        byte[] request =
                WireRequest.kms("127.0.0.1:" + server.port(), "ListKeys", "{}").signed(deployment.root()).bytes();
        try (Connection connection = Connection.to(endpoint())) {
            connection.sendAndEnd(request);
            String answer = new String(connection.readRaw(), StandardCharsets.ISO_8859_1);
            assertThat(answer).doesNotContain("HTTP/1.1 200").doesNotContain("Keys");
        }
    }

    @Test
    void theSecretOfRootIsInNoFileAndNoOutputOfTheServer() throws Exception {
        try (KmsClient kms = endpoint().kms(deployment.root())) {
            kms.listKeys();
        }
        assertThat(server.transcript()).doesNotContain(deployment.root().secret());
        try (var files = Files.walk(deployment.data())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as("%s", file)
                        .doesNotContain(deployment.root().secret());
            }
        }
    }

    @Test
    void whoUsedTellsEveryCallThatWasAnsweredBefore() {
        try (KmsClient kms = endpoint().kms(deployment.root())) {
            String id = kms.createKey().keyMetadata().keyId();
            for (int i = 0; i < 3; i++) {
                kms.encrypt(r -> r.keyId(id).plaintext(SdkBytes.fromUtf8String("p")));
            }
            kms.disableKey(r -> r.keyId(id));
            Refusal.of(() -> kms.encrypt(r -> r.keyId(id).plaintext(SdkBytes.fromUtf8String("p"))))
                    .hasCode("DisabledException");

            Map<String, String> environment = new HashMap<>();
            environment.put("AWS_ACCESS_KEY_ID", deployment.root().id());
            environment.put("AWS_SECRET_ACCESS_KEY", deployment.root().secret());
            environment.put("AWS_ENDPOINT_URL", endpoint().uri().toString());
            environment.put("AWS_CA_BUNDLE", deployment.authority().toString());
            environment.put("AWS_REGION", "us-east-1");
            KeyholdProcess.Finished told = KeyholdProcess.finish(environment, "who-used", id, "--output", "json");
            assertThat(told.exitCode()).as(told.all()).isZero();
            List<JsonNode> entries = JsonNode.parser().parse(told.out()).field("Entries").orElseThrow().asArray();
            assertThat(
                            entries.stream()
                                    .filter(entry -> text(entry, "Operation").equals("Encrypt"))
                                    .map(entry -> text(entry, "Result") + " " + text(entry, "Calls")))
                    .hasSize(2)
                    .anyMatch(line -> line.endsWith(" 3"))
                    .anyMatch(line -> line.contains("Disabled") && line.endsWith(" 1"));
            assertThat(entries)
                    .allSatisfy(
                            entry -> assertThat(text(entry, "Principal")).isEqualTo("arn:aws:iam::000000000000:root"));
        }
    }

    private static String text(JsonNode entry, String member) {
        JsonNode value = entry.field(member).orElseThrow(() -> new AssertionError("no " + member + " in " + entry));
        return value.isNumber() ? value.asNumber() : value.asString();
    }
}
