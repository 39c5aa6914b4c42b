package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.KmsClient;

/// The disk of a loaded server fails once and is well again. The server must not believe it: it answers nobody any
/// more, does not try again (Rebello et al., "Can Applications Recover from fsync Failures?", USENIX ATC 2020), and
/// ends. Started again, it has all that it ever acknowledged.
final class WriteFailureTest {

    /// `EX_IOERR` of sysexits.
    private static final int EXIT_RECORD_BROKEN = 74;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static Path directory;

    @SuppressWarnings("NullAway.Init") // set before all
    private static Path library;

    @BeforeAll
    static void compile() throws IOException, InterruptedException {
        library = FaultyDisk.compile(directory.resolve("fault.so"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sync", // whatever is synced next
                "sync",
                "enospc state.db", // the database or its write-ahead log
                "enospc state.db",
                "sync state.db$", // a checkpoint of the write-ahead log
                "enospc state.db$",
                "sync log", // a bundle or its directory
            })
    void aFailureEndsTheServerAtOnceAndLosesNothing(String fault) throws Exception {
        long seed = Long.getLong("keyhold.seed", System.nanoTime());
        Random random = new Random(seed);
        Path round = Files.createTempDirectory(directory, "round");
        Path data = Files.createDirectory(round.resolve("data"));
        FaultyDisk disk = FaultyDisk.below(library, data, round);
        Clients clients = new Clients(disk::hasFailed);
        String where = "fault '" + fault + "', seed " + seed;
        try {
            failUnderLoad(fault, data, disk, clients, random);
            assertThat(disk.calls()).as("the call that failed; nothing was tried again").hasSize(1);
            System.out.println("WriteFailureTest: " + where + ": " + disk.calls() + ", " + clients.counts());
            verifies(data);
            try (KeyholdProcess server = serve(data, Map.of());
                    KmsClient kms = Endpoint.http(server.port()).kms(Credential.ROOT)) {
                clients.loseNothing(kms);
                assertThat(server.stop().exitCode()).as("it ends in order: %s", server.transcript()).isIn(0, 143);
            }
            verifies(data);
        } catch (Exception | AssertionError failed) {
            throw new AssertionError(where + ": " + clients.counts(), failed);
        }
    }

    private static KeyholdProcess serve(Path data, Map<String, String> disk) {
        Map<String, String> environment = new HashMap<>(SharedServer.rootEnvironment());
        environment.putAll(disk);
        return KeyholdProcess.serve(environment, "dev", "--listen", "127.0.0.1:0", "--data", data.toString());
    }

    private static void failUnderLoad(String fault, Path data, FaultyDisk disk, Clients clients, Random random)
            throws Exception {
        try (KeyholdProcess server = serve(data, disk.environment());
                KmsClient kms = Endpoint.http(server.port()).kms(Credential.ROOT)) {
            String keyId = kms.createKey().keyMetadata().keyId();
            clients.runUntilCutOff(kms, keyId, random, 20 + random.nextInt(200), () -> disk.arm(fault));
            assertThat(server.awaitEnd().exitCode()).as(server.transcript()).isEqualTo(EXIT_RECORD_BROKEN);
            clients.wereCutOffAtOnce();
        }
    }

    private static void verifies(Path data) {
        KeyholdProcess.Finished verified =
                KeyholdProcess.finish(Map.of(), "audit", "verify", "--data", data.toString());
        assertThat(verified.exitCode()).as(verified.all()).isZero();
    }
}
