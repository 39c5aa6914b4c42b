package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;

/// Once the call that takes a right away has returned, no call that starts later succeeds, however busy the server is.
final class RevocationTest {

    private static final int WORKERS = 8;
    private static final int ROUNDS = 15;
    private static final int CALLS_AFTER = 20;

    private static final String ALLOWED =
            KeyPolicyTest.DEFAULT.replace(
                    "\"Statement\":[",
                    "\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::000000000000:user/alice\"},"
                            + "\"Action\":\"kms:Decrypt\",\"Resource\":\"*\"},");
    private static final String REMOVED = KeyPolicyTest.DEFAULT;
    private static final String DENIED =
            ALLOWED.replace(
                    "\"Statement\":[",
                    "\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":{\"AWS\":\"arn:aws:iam::000000000000:user/alice\"},"
                            + "\"Action\":\"kms:*\",\"Resource\":\"*\"},");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    @Test
    void noCallThatStartsAfterTheRevocationReturnedSucceeds() throws Exception {
        Users users = new Users(directory).with("alice", Users.NOTHING);
        try (KeyholdProcess server =
                        KeyholdProcess.serve(
                                SharedServer.rootEnvironment(), users.arguments("dev", "--listen", "127.0.0.1:0"));
                KmsClient root = Endpoint.http(server.port()).kms(Credential.ROOT);
                KmsClient alice = Endpoint.http(server.port()).kms(Users.of(server, "alice"));
                ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
            String id = root.createKey().keyMetadata().keyId();
            SdkBytes blob = root.encrypt(r -> r.keyId(id).plaintext(SdkBytes.fromUtf8String("p"))).ciphertextBlob();
            for (int round = 0; round < ROUNDS; round++) {
                root.putKeyPolicy(r -> r.keyId(id).policy(ALLOWED));
                alice.decrypt(r -> r.ciphertextBlob(blob));
                String revoking = round % 2 == 0 ? REMOVED : DENIED;
                revokeUnderLoad(workers, alice, blob, () -> root.putKeyPolicy(r -> r.keyId(id).policy(revoking)));
            }
            root.putKeyPolicy(r -> r.keyId(id).policy(ALLOWED));
            revokeUnderLoad(workers, alice, blob, () -> root.disableKey(r -> r.keyId(id)));
        }
    }

    private static void revokeUnderLoad(ExecutorService workers, KmsClient alice, SdkBytes blob, Runnable revoke)
            throws InterruptedException, ExecutionException, IOException {
        AtomicBoolean returned = new AtomicBoolean();
        CountDownLatch busy = new CountDownLatch(WORKERS);
        List<Future<Integer>> running = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            running.add(workers.submit(() -> callUntilRevoked(alice, blob, returned, busy)));
        }
        busy.await();
        try {
            revoke.run();
        } finally {
            returned.set(true);
        }
        for (Future<Integer> worker : running) {
            assertThat(worker.get()).as("calls that succeeded though they started after the revocation").isZero();
        }
    }

    /// How many calls succeeded that started after the revocation had returned.
    private static int callUntilRevoked(KmsClient alice, SdkBytes blob, AtomicBoolean returned, CountDownLatch busy) {
        int late = 0;
        for (int after = 0; after < CALLS_AFTER; ) {
            boolean startedAfter = returned.get();
            if (startedAfter) {
                after++;
            }
            try {
                alice.decrypt(r -> r.ciphertextBlob(blob));
                late += startedAfter ? 1 : 0;
            } catch (KmsException refused) {
                assertThat(refused.awsErrorDetails().errorCode()).isIn("AccessDeniedException", "DisabledException");
            } finally {
                busy.countDown();
            }
        }
        return late;
    }
}
