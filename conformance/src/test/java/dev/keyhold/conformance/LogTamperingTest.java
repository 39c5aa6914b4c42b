package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.KmsClient;

/// Whatever is changed in a copy of a data directory's log, `keyhold audit verify` finds.
final class LogTamperingTest {

    private static final int EXIT_FOUND = 3;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static Path directory;

    /// A log with two full bundles and a tail, the same for all tests, never changed.
    @BeforeAll
    static void writeALog() throws IOException {
        try (KeyholdProcess server =
                        KeyholdProcess.serve(
                                SharedServer.rootEnvironment(),
                                "dev",
                                "--listen",
                                "127.0.0.1:0",
                                "--data",
                                original().toString());
                KmsClient kms = Endpoint.http(server.port()).kms(Credential.ROOT)) {
            for (int i = 0; i < 600; i++) {
                kms.generateRandom(r -> r.numberOfBytes(1));
            }
            server.stop();
        }
        try (Stream<Path> files = Files.walk(original().resolve("log"))) {
            assertThat(files.filter(Files::isRegularFile)).as("bundles were archived").isNotEmpty();
        }
        Files.copy(original().resolve("node.pub"), directory.resolve("kept.pub"));
    }

    private static Path original() {
        return directory.resolve("original");
    }

    private static KeyholdProcess.Finished verify(Path data) {
        return KeyholdProcess.finish(
                Map.of(),
                "audit",
                "verify",
                "--data",
                data.toString(),
                "--key",
                directory.resolve("kept.pub").toString());
    }

    private static void isFound(Path data) {
        KeyholdProcess.Finished finished = verify(data);
        assertThat(finished.exitCode()).as(finished.all()).isEqualTo(EXIT_FOUND);
        assertThat(finished.out()).contains("CHANGED: ");
    }

    private Path copy() throws IOException {
        Path copy = Files.createTempDirectory(directory, "copy").resolve("data");
        try (Stream<Path> files = Files.walk(original())) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(original().relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return copy;
    }

    private static void change(Path data, String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("state.db"));
                Statement change = connection.createStatement()) {
            assertThat(change.executeUpdate(statement)).as("rows changed by: %s", statement).isPositive();
        }
    }

    @Test
    void anUnchangedCopyIsInOrder() throws IOException {
        KeyholdProcess.Finished finished = verify(copy());
        assertThat(finished.exitCode()).as(finished.all()).isZero();
        assertThat(finished.out()).contains("ok");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // a record, in place and of the same length
                "UPDATE log_entry SET record = CAST(replace(CAST(record AS TEXT), 'GenerateRandom', 'GenerateRandon') AS BLOB)"
                        + " WHERE position = (SELECT max(position) FROM log_entry)",
                "UPDATE log_entry SET record = zeroblob(length(record))"
                        + " WHERE position = (SELECT min(position) FROM log_entry)",
                "UPDATE log_entry SET salt = zeroblob(16) WHERE position = (SELECT max(position) FROM log_entry)",
                "UPDATE log_entry SET envelope = zeroblob(length(envelope))"
                        + " WHERE position = (SELECT max(position) FROM log_entry)",
                "DELETE FROM log_entry WHERE position = (SELECT max(position) FROM log_entry)",
                "DELETE FROM log_entry WHERE position = (SELECT min(position) FROM log_entry)",
                "DELETE FROM log_entry",
                "UPDATE log_entry SET record = (SELECT record FROM log_entry ORDER BY position LIMIT 1)",
                "UPDATE log_node SET checkpoint = zeroblob(length(checkpoint))",
            })
    void aChangedRowIsFound(String statement) throws IOException, SQLException {
        Path data = copy();
        change(data, statement);
        isFound(data);
    }

    @Test
    void anyChangedByteOfABundleOrTileIsFound() throws IOException {
        long seed = Long.getLong("keyhold.seed", System.nanoTime());
        Random random = new Random(seed);
        for (Path relative : logFiles()) {
            Path data = copy();
            Path file = data.resolve(relative);
            byte[] bytes = Files.readAllBytes(file);
            int at = random.nextInt(bytes.length);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            file.toFile().setWritable(true);
            Files.write(file, bytes);
            KeyholdProcess.Finished finished = verify(data);
            assertThat(finished.exitCode())
                    .as("byte %d of %s, seed %d: %s", at, relative, seed, finished.all())
                    .isEqualTo(EXIT_FOUND);
        }
    }

    @Test
    void aMissingBundleOrTileIsFound() throws IOException {
        for (Path relative : logFiles()) {
            Path data = copy();
            Files.delete(data.resolve(relative));
            isFound(data);
        }
    }

    private static List<Path> logFiles() throws IOException {
        try (Stream<Path> files = Files.walk(original().resolve("log"))) {
            return files.filter(Files::isRegularFile).map(file -> original().relativize(file)).sorted().toList();
        }
    }

    /// The size beside the checkpoint is no evidence, so it is the server that must not go by it.
    @ParameterizedTest
    @ValueSource(strings = {"size = size - 1", "size = size + 1", "size = 0", "frontier = zeroblob(length(frontier))"})
    void aServerDoesNotContinueALogWhoseHeadIsNotTheSignedOne(String change) throws IOException, SQLException {
        Path data = copy();
        change(data, "UPDATE log_node SET " + change);
        try (KeyholdProcess server =
                KeyholdProcess.run(
                        SharedServer.rootEnvironment(), "dev", "--listen", "127.0.0.1:0", "--data", data.toString())) {
            assertThat(server.becomesReady()).as(server.transcript()).isFalse();
            assertThat(server.awaitEnd().exitCode()).isNotZero();
        }
    }

    @Test
    void anotherNodesKeyIsNoProof() throws IOException {
        Path other = Deployment.sqlite(Files.createTempDirectory(directory, "other").resolve("data")).data();
        KeyholdProcess.Finished finished = verifyWith(other.resolve("node.pub"));
        assertThat(finished.exitCode()).as(finished.all()).isNotZero();
        assertThat(finished.out()).doesNotContain("ok: ");
    }

    @Test
    void anotherKeyOfTheSameNameIsNoProof() throws IOException, GeneralSecurityException {
        String name = Files.readString(directory.resolve("kept.pub")).strip().split("\\+", 2)[0];
        byte[] spki = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded();
        byte[] typed = new byte[33];
        typed[0] = 1; // Ed25519, as C2SP signed notes number it
        System.arraycopy(spki, spki.length - 32, typed, 1, 32);
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        String hash = HexFormat.of().formatHex(sha256.digest(typed), 0, 4);
        Path forged = Files.createTempFile(directory, "forged", ".pub");
        Files.writeString(forged, name + "+" + hash + "+" + Base64.getEncoder().encodeToString(typed) + "\n");

        KeyholdProcess.Finished finished = verifyWith(forged);
        assertThat(finished.exitCode()).as(finished.all()).isEqualTo(EXIT_FOUND);
    }

    private KeyholdProcess.Finished verifyWith(Path key) throws IOException {
        return KeyholdProcess.finish(Map.of(), "audit", "verify", "--data", copy().toString(), "--key", key.toString());
    }
}
