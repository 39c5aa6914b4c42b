package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Tink's AWS KMS client, which is built on AWS SDK for Java v1 and knows only AWS's own host names. It runs unmodified
/// in a JVM whose hosts file names a server that has AWS's name in its certificate and listens on port 443.
final class TinkTest {

    @RegisterExtension static final Coverage COVERAGE = Coverage.of(TestedClient.TINK);

    private static final String AWS_NAME = "kms.us-east-1.amazonaws.com";

    /// A loopback address that nobody else is likely to use port 443 of.
    private static final String ADDRESS = "127.0.0.43";

    private static final int HTTPS_PORT = 443;
    private static final String PASSWORD = "changeit";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static Path directory;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static KeyholdProcess process;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static ClientServer server;

    @BeforeAll
    static void start() {
        assumeTrue(mayListen(), "port 443 of " + ADDRESS + " cannot be listened on by this user");
        Deployment deployment = Deployment.named(directory.resolve("data"), AWS_NAME, ADDRESS);
        process = deployment.serve(ADDRESS + ":" + HTTPS_PORT);
        server = ClientServer.of(deployment, Endpoint.https(ADDRESS, HTTPS_PORT, deployment.authority()));
        COVERAGE.alsoOf(server);
    }

    @AfterAll
    @SuppressWarnings("NullAway") // null where the tests were skipped
    static void stop() {
        if (process != null) {
            process.close();
        }
    }

    private static boolean mayListen() {
        try (ServerSocket socket = new ServerSocket(HTTPS_PORT, 1, InetAddress.getByName(ADDRESS))) {
            return socket.isBound();
        } catch (IOException notAllowed) {
            return false;
        }
    }

    private static Program tink(String keyArn) throws Exception {
        Path hosts = Files.writeString(directory.resolve("hosts"), ADDRESS + " " + AWS_NAME + "\n");
        return Program.run(
                directory,
                Map.of(
                        "AWS_ACCESS_KEY_ID",
                        server.root().id(),
                        "AWS_SECRET_ACCESS_KEY",
                        server.root().secret(),
                        "AWS_EC2_METADATA_DISABLED",
                        "true"),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djdk.net.hosts.file=" + hosts,
                "-Djavax.net.ssl.trustStore=" + trustStore(),
                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD,
                "-cp",
                System.getProperty("java.class.path"),
                TinkProgram.class.getName(),
                keyArn);
    }

    private static Path trustStore() throws Exception {
        Path file = directory.resolve("trust.p12");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(server.authority().orElseThrow())) {
            store.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    @Test
    void tinkWrapsAndUnwrapsWithoutKnowingThatItIsNotAws() throws Exception {
        String arn = server.newKey().arn();
        assertThat(tink(arn).succeeded().out()).contains("remote: attack at dawn", "envelope: attack at dawn");
        assertThat(server.calls("Encrypt", arn)).isEqualTo(2);
        assertThat(server.calls("Decrypt", arn)).isEqualTo(2);
        assertThat(server.userAgents("Decrypt", arn)).singleElement().asString().startsWith("aws-sdk-java/1.");
    }

    @Test
    void tinkReportsTheRefusalOfADisabledKey() throws Exception {
        String arn = server.newKey().arn();
        server.setup().disableKey(r -> r.keyId(arn));
        Program ended = tink(arn);
        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.err()).contains("DisabledException");
    }

    @Test
    void thePageShowsWhatIsTestedHere() throws Exception {
        DocPage.of("tink").isQuotedFrom("TinkProgram");
    }
}
