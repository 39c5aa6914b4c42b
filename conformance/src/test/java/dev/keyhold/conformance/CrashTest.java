package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;

/// A loaded server is killed at random moments and started again on the same data: every acknowledged write is there,
/// every acknowledged ciphertext opens, every answered call is on record, and the log verifies.
final class CrashTest {

    private static final int KILLS = 20;
    private static final int CLIENTS = 12;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    private interface Records {
        Set<String> requestIds() throws IOException, SQLException;
    }

    @Test
    void nothingAcknowledgedIsLostOnSqliteInTwentyKills() throws Exception {
        Path scratch = Files.createDirectory(directory.resolve("scratch"));
        Deployment deployment = Deployment.sqlite(directory.resolve("data"));
        run(deployment, () -> StoredRecords.ofSqlite(deployment.data(), scratch));
    }

    @Test
    void nothingAcknowledgedIsLostOnPostgresInTwentyKills() throws Exception {
        try (PostgresDatabase database = PostgresDatabase.start()) {
            Deployment deployment = Deployment.postgres(directory.resolve("data"), database);
            run(deployment, () -> StoredRecords.ofPostgres(database));
        }
    }

    private static void run(Deployment deployment, Records records) throws Exception {
        long seed = Long.getLong("keyhold.seed", System.nanoTime());
        Random random = new Random(seed);
        Acknowledged acknowledged = new Acknowledged();
        String where = "seed " + seed;
        try {
            String keyId = firstKey(deployment, acknowledged);
            for (int kill = 1; kill <= KILLS; kill++) {
                where = "seed " + seed + ", kill " + kill + " of " + KILLS;
                checkThenKillUnderLoad(deployment, keyId, acknowledged, random);
                acknowledged.isOnRecord(records.requestIds());
                KeyholdProcess.Finished verified = deployment.verify();
                assertThat(verified.exitCode()).as(verified.all()).isZero();
            }
            checkInFull(deployment, acknowledged);
            acknowledged.isOnRecord(records.requestIds());
            System.out.println("CrashTest: " + where + ": " + acknowledged.counts() + ", nothing lost");
        } catch (Exception | AssertionError failed) {
            throw new AssertionError(where + ": " + acknowledged.counts(), failed);
        }
    }

    private static String firstKey(Deployment deployment, Acknowledged acknowledged) {
        try (KeyholdProcess server = deployment.serve();
                KmsClient kms = deployment.endpoint(server).kms(deployment.root())) {
            var made = kms.createKey(r -> r.description("first"));
            acknowledged.key(made.keyMetadata().keyId(), "first", made);
            return made.keyMetadata().keyId();
        }
    }

    /// What the kill before has left is checked on the server that is killed next.
    private static void checkThenKillUnderLoad(
            Deployment deployment, String keyId, Acknowledged acknowledged, Random random) throws Exception {
        try (KeyholdProcess server = deployment.serve();
                KmsClient kms = deployment.endpoint(server).kms(deployment.root());
                Load load = new Load(kms, keyId, acknowledged)) {
            acknowledged.isThere(kms);
            load.start(CLIENTS, random);
            acknowledged.await(50 + random.nextInt(500));
            // an answer has just left: a moment more or less puts the kill anywhere within the next batch
            LockSupport.parkNanos(random.nextInt(20_000_000));
            load.killing();
            server.kill();
            load.awaitEnd();
        }
    }

    private static void checkInFull(Deployment deployment, Acknowledged acknowledged) {
        try (KeyholdProcess server = deployment.serve();
                KmsClient kms = deployment.endpoint(server).kms(deployment.root())) {
            acknowledged.isThereInFull(kms);
            server.stop();
        }
    }
}
