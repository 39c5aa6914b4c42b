package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/// What `dev`, `init` and `server` keep, and what they refuse.
final class DataDirectoryTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    private Path data() {
        return directory.resolve("data");
    }

    private KeyholdProcess dev() {
        return KeyholdProcess.serve(
                SharedServer.rootEnvironment(), "dev", "--listen", "127.0.0.1:0", "--data", data().toString());
    }

    private static KeyholdProcess.Finished isRefused(Map<String, String> environment, String... arguments) {
        KeyholdProcess.Finished finished = KeyholdProcess.finish(environment, arguments);
        assertThat(finished.exitCode()).as(finished.all()).isNotZero();
        assertThat(finished.out()).doesNotContain("ready");
        assertThat(finished.err()).as("a reason for people").isNotBlank().doesNotContain("\tat ");
        return finished;
    }

    @Test
    void whatADevelopmentServerKeepsIsThereAfterARestart() {
        KeyMetadata key;
        SdkBytes blob;
        String policy = KeyPolicyTest.DEFAULT + "\n";
        try (KeyholdProcess server = dev();
                KmsClient kms = Endpoint.http(server.port()).kms(Credential.ROOT)) {
            String id = kms.createKey(r -> r.description("kept")).keyMetadata().keyId();
            blob = kms.encrypt(r -> r.keyId(id).plaintext(SdkBytes.fromUtf8String("p"))).ciphertextBlob();
            kms.createAlias(r -> r.aliasName("alias/kept").targetKeyId(id));
            kms.rotateKeyOnDemand(r -> r.keyId(id));
            kms.putKeyPolicy(r -> r.keyId(id).policy(policy));
            kms.disableKey(r -> r.keyId(id));
            key = kms.describeKey(r -> r.keyId(id)).keyMetadata();
            server.stop();
        }
        try (KeyholdProcess server = dev();
                KmsClient kms = Endpoint.http(server.port()).kms(Credential.ROOT)) {
            assertThat(kms.describeKey(r -> r.keyId("alias/kept")).keyMetadata()).isEqualTo(key);
            assertThat(kms.getKeyPolicy(r -> r.keyId(key.keyId())).policy()).isEqualTo(policy);
            assertThat(kms.listKeyRotations(r -> r.keyId(key.keyId())).rotations()).hasSize(1);
            kms.enableKey(r -> r.keyId(key.keyId()));
            assertThat(kms.decrypt(r -> r.ciphertextBlob(blob)).plaintext().asUtf8String()).isEqualTo("p");
        }
    }

    @Test
    void theSecretOfTheEnvironmentIsNeverStored() throws IOException {
        try (KeyholdProcess server = dev();
                KmsClient kms = Endpoint.http(server.port()).kms(Credential.ROOT)) {
            kms.createKey();
            server.stop();
            assertThat(server.transcript()).doesNotContain(Credential.ROOT.secret());
        }
        try (var files = Files.walk(data())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .as("%s", file)
                        .doesNotContain(Credential.ROOT.secret());
            }
        }
    }

    @Test
    void aSecondServerOnOneDirectoryIsRefusedAndTheFirstServesOn() {
        try (KeyholdProcess first = dev();
                KmsClient kms = Endpoint.http(first.port()).kms(Credential.ROOT)) {
            isRefused(SharedServer.rootEnvironment(), "dev", "--listen", "127.0.0.1:0", "--data", data().toString());
            assertThat(kms.createKey().keyMetadata().keyId()).isNotEmpty();
        }
    }

    @Test
    void aSecondProductionServerOnOneDirectoryIsRefused() {
        Deployment deployment = Deployment.sqlite(data());
        try (KeyholdProcess first = deployment.serve();
                KmsClient kms = deployment.endpoint(first).kms(deployment.root())) {
            isRefused(
                    Map.of(),
                    "server",
                    "--data",
                    data().toString(),
                    "--listen",
                    "127.0.0.1:0",
                    "--admin-listen",
                    "none");
            assertThat(kms.createKey().keyMetadata().keyId()).isNotEmpty();
        }
    }

    @Test
    void aProductionServerRefusesDevelopmentData() {
        try (KeyholdProcess server = dev()) {
            server.stop();
        }
        isRefused(Map.of(), "server", "--data", data().toString(), "--listen", "127.0.0.1:0", "--admin-listen", "none");
    }

    @Test
    void aDevelopmentServerRefusesProductionData() {
        Deployment.sqlite(data());
        isRefused(SharedServer.rootEnvironment(), "dev", "--listen", "127.0.0.1:0", "--data", data().toString());
    }

    @Test
    void initOnADirectoryThatWasInitialisedIsRefusedAndChangesNothing() throws IOException {
        Deployment deployment = Deployment.sqlite(data());
        byte[] rootKey = Files.readAllBytes(data().resolve("root.key"));
        isRefused(Map.of(), "init", "--data", data().toString());
        assertThat(Files.readAllBytes(data().resolve("root.key"))).isEqualTo(rootKey);
        try (KeyholdProcess server = deployment.serve();
                KmsClient kms = deployment.endpoint(server).kms(deployment.root())) {
            assertThat(kms.createKey().keyMetadata().keyId()).isNotEmpty();
        }
    }

    @Test
    void aServerWithoutInitIsRefused() {
        isRefused(Map.of(), "server", "--data", data().toString(), "--listen", "127.0.0.1:0", "--admin-listen", "none");
    }

    @Test
    void aServerWithoutItsRootKeyIsRefused() throws IOException {
        Deployment deployment = Deployment.sqlite(data());
        Files.delete(data().resolve("root.key"));
        isRefused(
                deployment.environment(),
                "server",
                "--data",
                data().toString(),
                "--listen",
                "127.0.0.1:0",
                "--admin-listen",
                "none");
        assertThat(data().resolve("root.key")).as("a new root key would lose the data").doesNotExist();
    }

    @Test
    void aServerUnderAnotherDeploymentsRootKeyIsRefused() throws IOException {
        Deployment deployment = Deployment.sqlite(data());
        Deployment other = Deployment.sqlite(directory.resolve("other"));
        Files.write(data().resolve("root.key"), Files.readAllBytes(other.data().resolve("root.key")));
        isRefused(
                deployment.environment(),
                "server",
                "--data",
                data().toString(),
                "--listen",
                "127.0.0.1:0",
                "--admin-listen",
                "none");
    }

    @Test
    void filesWithSecretsAreForTheirOwnerAlone() throws IOException {
        Deployment.sqlite(data());
        for (String name : new String[] {"root.key", "node.key"}) {
            assertThat(
                            java.nio.file.attribute.PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(data().resolve(name))))
                    .as(name)
                    .isEqualTo("rw-------");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0:0", "[::]:0", "192.0.2.1:0"})
    void aDevelopmentServerThatOthersReachIsRefused(String address) {
        KeyholdProcess.Finished finished = isRefused(SharedServer.rootEnvironment(), "dev", "--listen", address);
        assertThat(finished.err()).contains("--dangerously-public");
    }

    @Test
    void aDevelopmentServerThatOthersReachMustBeAskedFor() {
        try (KeyholdProcess server =
                KeyholdProcess.serve(
                        SharedServer.rootEnvironment(), "dev", "--listen", "0.0.0.0:0", "--dangerously-public")) {
            assertThat(server.isAlive()).isTrue();
        }
    }

    @Test
    void halfACredentialIsRefused() {
        isRefused(Map.of("AWS_ACCESS_KEY_ID", "AKIAX"), "dev", "--listen", "127.0.0.1:0");
        isRefused(Map.of("AWS_SECRET_ACCESS_KEY", "secret"), "dev", "--listen", "127.0.0.1:0");
    }

    @Test
    void withoutACredentialOneIsMadeAndPrinted() {
        try (KeyholdProcess server = KeyholdProcess.serve(Map.of(), "dev", "--listen", "127.0.0.1:0")) {
            KeyholdProcess.Finished soFar = new KeyholdProcess.Finished(0, String.join("\n", server.printed()), "");
            Credential made = new Credential(soFar.export("AWS_ACCESS_KEY_ID"), soFar.export("AWS_SECRET_ACCESS_KEY"));
            try (KmsClient kms = Endpoint.http(server.port()).kms(made)) {
                assertThat(kms.createKey().keyMetadata().keyId()).isNotEmpty();
            }
        }
    }

    @Test
    void anAccountIsTwelveDigits() {
        for (String account : new String[] {"1", "abcdefghijkl", "1234567890123"}) {
            isRefused(SharedServer.rootEnvironment(), "dev", "--listen", "127.0.0.1:0", "--account", account);
        }
        try (KeyholdProcess server =
                        KeyholdProcess.serve(
                                SharedServer.rootEnvironment(),
                                "dev",
                                "--listen",
                                "127.0.0.1:0",
                                "--account",
                                "123456789012");
                KmsClient kms = Endpoint.http(server.port()).kms(Credential.ROOT)) {
            assertThat(kms.createKey().keyMetadata().arn()).startsWith("arn:aws:kms:us-east-1:123456789012:key/");
        }
    }

    @Test
    void aBadPolicyOfAUserIsRefused() throws IOException {
        Users users = new Users(directory).with("eve", "{\"Version\":\"2012-10-17\",\"Statement\":[{}]}");
        isRefused(SharedServer.rootEnvironment(), users.arguments("dev", "--listen", "127.0.0.1:0"));
    }

    @Test
    void sigtermEndsTheServerAndNothingIsLeftBehind() {
        try (KeyholdProcess server = dev()) {
            server.stop();
            assertThat(server.isAlive()).isFalse();
        }
        try (KeyholdProcess again = dev()) {
            assertThat(again.isAlive()).isTrue();
        }
    }
}
