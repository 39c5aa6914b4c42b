package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.kmssdkv2.KmsMasterKeyProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What one of the AWS Encryption SDKs for Java and JavaScript and `keyhold encrypt` writes, each of them reads.
final class MessageExchangeTest {

    private static final Map<String, String> CONTEXT = Map.of("tenant", "red");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static NpmProject npm;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static String keyArn;

    @BeforeAll
    static void install() throws Exception {
        npm = NpmProject.install();
        keyArn = server().newKey().arn();
    }

    private static ClientServer server() {
        return Transport.HTTPS.server();
    }

    /// A writer and reader of messages.
    enum Party {
        JAVA {
            @Override
            void encrypt(Path from, Path to) throws Exception {
                byte[] plain = Files.readAllBytes(from);
                Files.write(to, AwsCrypto.standard().encryptData(provider(), plain, CONTEXT).getResult());
            }

            @Override
            void decrypt(Path from, Path to) throws Exception {
                var opened = AwsCrypto.standard().decryptData(provider(), Files.readAllBytes(from));
                assertThat(opened.getEncryptionContext()).containsAllEntriesOf(CONTEXT);
                Files.write(to, opened.getResult());
            }

            private static KmsMasterKeyProvider provider() {
                return KmsMasterKeyProvider.builder()
                        .customRegionalClientSupplier(_ -> server().kms())
                        .buildStrict(keyArn);
            }
        },

        JAVASCRIPT {
            @Override
            void encrypt(Path from, Path to) throws Exception {
                node("encrypt", from, to);
            }

            @Override
            void decrypt(Path from, Path to) throws Exception {
                node("decrypt", from, to);
            }

            private static void node(String mode, Path from, Path to) throws Exception {
                String program = DocPage.of("encryption-sdk").block("js", "readFile");
                npm.node(server().environment(), program, mode, keyArn, from.toString(), to.toString()).succeeded();
            }
        },

        KEYHOLD {
            @Override
            void encrypt(Path from, Path to) {
                keyhold("encrypt", "--key", keyArn, "--context", "tenant=red", from.toString(), to.toString());
            }

            @Override
            void decrypt(Path from, Path to) {
                keyhold("decrypt", "--context", "tenant=red", from.toString(), to.toString());
            }

            private static void keyhold(String... arguments) {
                KeyholdProcess.Finished finished = KeyholdProcess.finish(server().environment(), arguments);
                assertThat(finished.exitCode()).as(finished.all()).isZero();
            }
        };

        abstract void encrypt(Path from, Path to) throws Exception;

        abstract void decrypt(Path from, Path to) throws Exception;
    }

    @ParameterizedTest
    @EnumSource(Party.class)
    void whatItWritesAllOfThemRead(Party writer) throws Exception {
        byte[] message = new byte[50_000];
        new Random(4).nextBytes(message);
        Path plain = Files.write(directory.resolve("plain"), message);
        Path sealed = directory.resolve("sealed");
        writer.encrypt(plain, sealed);
        for (Party reader : Party.values()) {
            Path opened = directory.resolve("opened by " + reader);
            reader.decrypt(sealed, opened);
            assertThat(opened).as("written by %s, read by %s", writer, reader).hasBinaryContent(message);
        }
    }
}
