package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/// The AWS CLI as it is on PATH, version 1 or 2, over HTTP and over TLS by the deployment's own CA.
final class AwsCliTest {

    @RegisterExtension static final Coverage COVERAGE = Coverage.of(TestedClient.CLI);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    @BeforeAll
    static void isThere() {
        assumeTrue(Program.isOnPath("aws"), "there is no AWS CLI (aws) on PATH");
    }

    private Program run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("aws"));
        command.addAll(List.of(arguments));
        return Program.run(directory, environment(Transport.HTTPS), command.toArray(String[]::new));
    }

    private static Map<String, String> environment(Transport transport) {
        Map<String, String> environment = new HashMap<>(transport.server().environment());
        environment.put("AWS_DEFAULT_OUTPUT", "json");
        environment.put("AWS_PAGER", "");
        return environment;
    }

    /// Runs the commands that docs/clients/aws-cli.md shows.
    private Program shell(Transport transport, String containing) throws IOException, InterruptedException {
        String commands = DocPage.of("aws-cli").block("sh", containing);
        return Program.run(directory, environment(transport), "bash", "-euo", "pipefail", "-c", commands);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theCommandsOfThePageUseAKey(Transport transport) throws Exception {
        assertThat(shell(transport, "aws kms encrypt").succeeded().out()).endsWith("attack at dawn");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theCommandsOfThePageManageAKey(Transport transport) throws Exception {
        shell(transport, "aws kms put-key-policy").succeeded();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theCommandsOfThePageMakeAndEndGrants(Transport transport) throws Exception {
        assertThat(shell(transport, "aws kms create-grant").succeeded().out().strip()).endsWith("0");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theCommandsOfThePageManageUsers(Transport transport) throws Exception {
        assertThat(shell(transport, "aws iam create-user").succeeded().out().strip()).endsWith("0");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theCommandsOfThePageTagRotateAndDeleteAKey(Transport transport) throws Exception {
        shell(transport, "aws kms schedule-key-deletion").succeeded();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theCommandsOfThePageTellWhenAKeyWasLastUsed(Transport transport) throws Exception {
        assumeTrue(
                !run("kms", "get-key-last-usage").err().contains("nvalid choice"),
                "this AWS CLI is too old to know get-key-last-usage");
        assertThat(shell(transport, "aws kms get-key-last-usage").succeeded().out().strip()).isEqualTo("Encrypt");
    }

    @Test
    void aProfileNamesTheServerAndItsAuthority() throws Exception {
        ClientServer server = Transport.HTTPS.server();
        DocPage page = DocPage.of("aws-cli");
        Map<String, String> environment = new HashMap<>();
        environment.put("AWS_CONFIG_FILE", written("config", page.block("ini", "[services keyhold]"), server));
        environment.put("AWS_SHARED_CREDENTIALS_FILE", written("credentials", page.block("ini", "[keyhold]"), server));
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        String commands = page.block("sh", "--profile keyhold");

        Program ended = Program.run(directory, environment, "bash", "-euo", "pipefail", "-c", commands);
        assertThat(ended.succeeded().out().strip()).endsWith("arn:aws:iam::000000000000:root");
    }

    /// What the page shows, with this server's values.
    private String written(String name, String shown, ClientServer server) throws IOException {
        String filled =
                shown.replace("https://kms.example.internal:8443", server.endpoint().uri().toString())
                        .replace("/etc/keyhold/ca.crt", server.authority().orElseThrow().toString())
                        .replace("YOUR_ID", server.root().id())
                        .replace("YOUR_SECRET", server.root().secret());
        return Files.writeString(directory.resolve(name), filled).toString();
    }

    @Test
    void theServerRecordsThatItWasTheCli() throws Exception {
        ClientServer server = Transport.HTTPS.server();
        String arn = server.newKey().arn();
        aws("kms", "describe-key", "--key-id", arn);
        assertThat(server.userAgents("DescribeKey", arn)).singleElement().asString().startsWith("aws-cli/");
    }

    private JsonNode aws(String... arguments) throws IOException, InterruptedException {
        Program ended = run(arguments);
        assertThat(ended.exitCode()).as("aws %s: %s%s", List.of(arguments), ended.out(), ended.err()).isZero();
        return JsonNode.parser().parse(ended.out().isBlank() ? "{}" : ended.out());
    }

    private static String text(JsonNode node, String... path) {
        JsonNode at = node;
        for (String step : path) {
            at = at.field(step).orElseThrow(() -> new AssertionError("no " + step + " in " + node));
        }
        return at.text();
    }

    private void refused(String code, String... arguments) throws IOException, InterruptedException {
        Program ended = run(arguments);
        assertThat(ended.exitCode()).as(ended.out()).isNotZero();
        assertThat(ended.err()).contains("An error occurred (" + code + ")");
    }

    @Test
    void theCliMakesNamesUsesAndRotatesAKey() throws Exception {
        String id = text(aws("kms", "create-key", "--description", "by the CLI"), "KeyMetadata", "KeyId");
        String alias = "alias/cli-" + id;
        aws("kms", "create-alias", "--alias-name", alias, "--target-key-id", id);
        assertThat(text(aws("kms", "describe-key", "--key-id", alias), "KeyMetadata", "Description"))
                .isEqualTo("by the CLI");

        Path plain = Files.writeString(directory.resolve("plain"), "attack at dawn");
        Path sealed = directory.resolve("sealed");
        JsonNode encrypted =
                aws(
                        "kms",
                        "encrypt",
                        "--key-id",
                        alias,
                        "--plaintext",
                        "fileb://" + plain,
                        "--encryption-context",
                        "a=b");
        Files.write(sealed, Base64.getDecoder().decode(text(encrypted, "CiphertextBlob")));
        String firstMaterial = opensTo("attack at dawn", sealed);

        aws("kms", "rotate-key-on-demand", "--key-id", id);
        assertThat(aws("kms", "list-key-rotations", "--key-id", id).field("Rotations").orElseThrow().asArray())
                .hasSize(1);
        assertThat(opensTo("attack at dawn", sealed)).isEqualTo(firstMaterial);

        JsonNode dataKey = aws("kms", "generate-data-key", "--key-id", id, "--key-spec", "AES_256");
        assertThat(Base64.getDecoder().decode(text(dataKey, "Plaintext"))).hasSize(32);
        assertThat(text(dataKey, "KeyMaterialId")).isNotEqualTo(firstMaterial);
    }

    private String opensTo(String expected, Path sealed) throws IOException, InterruptedException {
        JsonNode opened =
                aws("kms", "decrypt", "--ciphertext-blob", "fileb://" + sealed, "--encryption-context", "a=b");
        assertThat(new String(Base64.getDecoder().decode(text(opened, "Plaintext")), StandardCharsets.UTF_8))
                .isEqualTo(expected);
        return text(opened, "KeyMaterialId");
    }

    @Test
    void theCliPagesByItself() throws Exception {
        for (int i = 0; i < 6; i++) {
            aws("kms", "create-key");
        }
        JsonNode keys = aws("kms", "list-keys", "--page-size", "5");
        assertThat(keys.field("Keys").orElseThrow().asArray()).hasSizeGreaterThanOrEqualTo(6);
    }

    @Test
    void theCliShowsRefusals() throws Exception {
        refused("NotFoundException", "kms", "describe-key", "--key-id", "alias/nobody-made-this");
        refused("UnknownOperationException", "kms", "get-public-key", "--key-id", "alias/x");
        Path garbage = Files.writeString(directory.resolve("garbage"), "not a ciphertext");
        refused("InvalidCiphertextException", "kms", "decrypt", "--ciphertext-blob", "fileb://" + garbage);
        refused("ValidationException", "kms", "create-alias", "--alias-name", "cli", "--target-key-id", "x");
    }

    @Test
    void aServerOfAnotherAuthorityIsNotTrusted() throws Exception {
        Program ended = run("kms", "list-keys", "--ca-bundle", someOtherAuthority().toString());
        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.err()).containsIgnoringCase("SSL");
    }

    private Path someOtherAuthority() {
        return Deployment.sqlite(directory.resolve("other")).authority();
    }
}
