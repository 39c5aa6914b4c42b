package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/// The AWS CLI as it is on PATH, version 1 or 2, against a production server with TLS by its own CA.
final class AwsCliTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static Path directory;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Deployment deployment;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static KeyholdProcess server;

    @BeforeAll
    static void start() {
        assumeTrue(isOnPath(), "there is no AWS CLI (aws) on PATH");
        deployment = Deployment.sqlite(directory.resolve("data"));
        server = deployment.serve();
    }

    @AfterAll
    @SuppressWarnings("NullAway") // null where the tests were skipped
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static boolean isOnPath() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, "aws")));
    }

    /// How the CLI ended.
    ///
    /// @param exitCode 0 if it was answered
    /// @param out what it printed
    /// @param err what it complained about
    private record Ended(int exitCode, String out, String err) {}

    private static Ended run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("aws"));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(directory, "cli", ".out");
        Path err = Files.createTempFile(directory, "cli", ".err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment()
                .putAll(
                        Map.of(
                                "AWS_ACCESS_KEY_ID",
                                deployment.root().id(),
                                "AWS_SECRET_ACCESS_KEY",
                                deployment.root().secret(),
                                "AWS_ENDPOINT_URL",
                                deployment.endpoint(server).uri().toString(),
                                "AWS_CA_BUNDLE",
                                deployment.authority().toString(),
                                "AWS_REGION",
                                "us-east-1",
                                "AWS_DEFAULT_REGION",
                                "us-east-1",
                                "AWS_DEFAULT_OUTPUT",
                                "json",
                                "AWS_PAGER",
                                "",
                                "AWS_EC2_METADATA_DISABLED",
                                "true",
                                "AWS_CONFIG_FILE",
                                directory.resolve("none").toString()));
        builder.environment().put("AWS_SHARED_CREDENTIALS_FILE", directory.resolve("none").toString());
        Process process = builder.start();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(command + " does not end");
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private static JsonNode aws(String... arguments) throws IOException, InterruptedException {
        Ended ended = run(arguments);
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

    private static void refused(String code, String... arguments) throws IOException, InterruptedException {
        Ended ended = run(arguments);
        assertThat(ended.exitCode()).as(ended.out()).isNotZero();
        assertThat(ended.err()).contains("An error occurred (" + code + ")");
    }

    @Test
    void theCliKnowsWhoItIs() throws Exception {
        JsonNode identity = aws("sts", "get-caller-identity");
        assertThat(text(identity, "Arn")).isEqualTo("arn:aws:iam::000000000000:root");
        assertThat(text(identity, "Account")).isEqualTo("000000000000");
    }

    @Test
    void theCliMakesNamesUsesAndRotatesAKey() throws Exception {
        String id = text(aws("kms", "create-key", "--description", "by the CLI"), "KeyMetadata", "KeyId");
        aws("kms", "create-alias", "--alias-name", "alias/cli", "--target-key-id", id);
        assertThat(text(aws("kms", "describe-key", "--key-id", "alias/cli"), "KeyMetadata", "Description"))
                .isEqualTo("by the CLI");

        Path plain = Files.writeString(directory.resolve("plain"), "attack at dawn");
        Path sealed = directory.resolve("sealed");
        JsonNode encrypted =
                aws(
                        "kms",
                        "encrypt",
                        "--key-id",
                        "alias/cli",
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

    private static String opensTo(String expected, Path sealed) throws IOException, InterruptedException {
        JsonNode opened =
                aws("kms", "decrypt", "--ciphertext-blob", "fileb://" + sealed, "--encryption-context", "a=b");
        assertThat(new String(Base64.getDecoder().decode(text(opened, "Plaintext")), StandardCharsets.UTF_8))
                .isEqualTo(expected);
        return text(opened, "KeyMaterialId");
    }

    @Test
    void theCliPagesByItself() throws Exception {
        for (int i = 0; i < 3; i++) {
            aws("kms", "create-key");
        }
        JsonNode keys = aws("kms", "list-keys", "--page-size", "1");
        assertThat(keys.field("Keys").orElseThrow().asArray()).hasSizeGreaterThanOrEqualTo(3);
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
        Ended ended = run("kms", "list-keys", "--ca-bundle", someOtherAuthority().toString());
        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.err()).containsIgnoringCase("SSL");
    }

    private static Path someOtherAuthority() {
        return Deployment.sqlite(directory.resolve("other")).authority();
    }
}
