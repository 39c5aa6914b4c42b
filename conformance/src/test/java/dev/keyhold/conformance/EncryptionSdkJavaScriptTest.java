package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The AWS Encryption SDK for JavaScript on node, with the programs of docs/clients/encryption-sdk.md.
final class EncryptionSdkJavaScriptTest {

    @RegisterExtension static final Coverage COVERAGE = Coverage.of(TestedClient.ENCRYPTION_SDK_JAVASCRIPT);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static NpmProject npm;

    @BeforeAll
    static void install() throws Exception {
        npm = NpmProject.install();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aMessageComesBackAsItWas(Transport transport) throws Exception {
        ClientServer server = transport.server();
        String arn = server.newKey().arn();
        String program = DocPage.of("encryption-sdk").block("js", "readFile");
        Path plain = Files.writeString(directory.resolve("plain"), "attack at dawn");
        Path sealed = directory.resolve("sealed");
        Path opened = directory.resolve("opened");

        npm.node(server.environment(), program, "encrypt", arn, plain.toString(), sealed.toString()).succeeded();
        npm.node(server.environment(), program, "decrypt", arn, sealed.toString(), opened.toString()).succeeded();
        assertThat(opened).hasContent("attack at dawn");
        assertThat(sealed).binaryContent().isNotEqualTo(Files.readAllBytes(plain));
        assertThat(server.userAgents("Decrypt", arn))
                .singleElement()
                .asString()
                .contains("AwsEncryptionSdkJavascriptNodejs/5.0.2");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void fiveMessagesOfACachingManagerCostOneDataKeyAndOneDecryption(Transport transport) throws Exception {
        ClientServer server = transport.server();
        String arn = server.newKey().arn();
        String program = DocPage.of("encryption-sdk").block("js", "NodeCachingMaterialsManager");

        npm.node(server.environment(), program, arn).succeeded();
        assertThat(server.calls("GenerateDataKey", arn)).isEqualTo(1);
        assertThat(server.calls("Decrypt", arn)).isEqualTo(1);
    }
}
