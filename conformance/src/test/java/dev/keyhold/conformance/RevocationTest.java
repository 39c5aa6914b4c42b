package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KmsException;

/// Once the call that takes a right away has returned, no call that starts later succeeds: 10,000 revocations of every
/// kind, each in the middle of a stream of calls that the right allows.
@Timeout(900)
final class RevocationTest {

    private static final int REVOCATIONS = 10_000;
    private static final int KINDS = 5;
    private static final int CALLERS = 2;

    private static final String ALICE = "arn:aws:iam::000000000000:user/alice";
    private static final String NOT_ALLOWED = KeyPolicyTest.DEFAULT;
    private static final String ALLOWED = withStatement("Allow", NOT_ALLOWED);
    private static final String DENIED = withStatement("Deny", ALLOWED);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static Path directory;

    private static KeyholdProcess server;
    private static KmsClient root;
    private static KmsClient alice;

    private static String withStatement(String effect, String policy) {
        return policy.replace(
                "\"Statement\":[",
                "\"Statement\":[{\"Effect\":\""
                        + effect
                        + "\",\"Principal\":{\"AWS\":\""
                        + ALICE
                        + "\"},\"Action\":\"kms:Decrypt\",\"Resource\":\"*\"},");
    }

    @BeforeAll
    static void startTheServer() throws IOException {
        Users users = new Users(directory).with("alice", Users.NOTHING);
        server =
                KeyholdProcess.serve(SharedServer.rootEnvironment(), users.arguments("dev", "--listen", "127.0.0.1:0"));
        root = Endpoint.http(server.port()).kms(Credential.ROOT);
        alice = Endpoint.http(server.port()).kms(Users.of(server, "alice"));
    }

    @AfterAll
    static void stopTheServer() {
        root.close();
        alice.close();
        server.close();
    }

    /// A right that is given and taken away, on a key of its own.
    ///
    /// @param give gives it and tells how it is named, for example a grant's id
    /// @param take takes it away
    private record Right(SdkBytes blob, Supplier<String> give, Consumer<String> take) {}

    private static Right byStatement(String instead) {
        String key = newKey();
        return new Right(blob(key), () -> put(key, ALLOWED), named -> put(key, instead));
    }

    private static String put(String key, String policy) {
        root.putKeyPolicy(r -> r.keyId(key).policy(policy));
        return key;
    }

    private static Right byGrant(boolean retired) {
        String key = newKey();
        Supplier<String> give =
                () ->
                        root.createGrant(r -> r.keyId(key).granteePrincipal(ALICE).operations(GrantOperation.DECRYPT))
                                .grantId();
        return new Right(
                blob(key),
                give,
                grant -> {
                    if (retired) {
                        root.retireGrant(r -> r.keyId(key).grantId(grant));
                    } else {
                        root.revokeGrant(r -> r.keyId(key).grantId(grant));
                    }
                });
    }

    private static Right byState() {
        String key = newKey();
        put(key, ALLOWED);
        return new Right(
                blob(key),
                () -> {
                    root.enableKey(r -> r.keyId(key));
                    return key;
                },
                named -> root.disableKey(r -> r.keyId(key)));
    }

    private static String newKey() {
        return root.createKey().keyMetadata().keyId();
    }

    private static SdkBytes blob(String key) {
        return root.encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("p"))).ciphertextBlob();
    }

    @Test
    void noCallThatStartsAfterTheRevocationReturnedSucceeds() throws Exception {
        List<Right> rights =
                List.of(byStatement(NOT_ALLOWED), byStatement(DENIED), byGrant(false), byGrant(true), byState());
        assertThat(rights).hasSize(KINDS);
        List<Race> races = new ArrayList<>();
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            for (Right right : rights) {
                Race race = new Race(right);
                races.add(race);
                for (int i = 0; i < CALLERS; i++) {
                    running.add(threads.submit(() -> race.call(alice)));
                }
                running.add(threads.submit(() -> race.revoke(REVOCATIONS / KINDS)));
            }
            for (Future<?> thread : running) {
                thread.get();
            }
        }
        for (Race race : races) {
            assertThat(race.late).as("calls that succeeded though they started after the revocation").isZero();
            assertThat(race.succeeded).isGreaterThanOrEqualTo(REVOCATIONS / KINDS);
            assertThat(race.refused).isGreaterThanOrEqualTo(REVOCATIONS / KINDS);
        }
    }

    /// A stream of calls, and a right that comes and goes in its midst. All fields are guarded by this.
    private static final class Race {

        private final Right right;

        /// Even while the right is there or may be, odd from the return of a revocation to the next gift.
        private long phase;

        /// Calls that began and ended within the present phase.
        private int within;

        private boolean over;
        private long succeeded;
        private long refused;
        private long late;

        Race(Right right) {
            this.right = right;
        }

        /// Calls until the race is over.
        Void call(KmsClient caller) {
            try {
                for (long began = begin(); began >= 0; began = begin()) {
                    boolean success = decrypts(caller, right.blob());
                    end(began, success);
                }
            } finally {
                finish();
            }
            return null;
        }

        private boolean decrypts(KmsClient caller, SdkBytes blob) {
            try {
                caller.decrypt(r -> r.ciphertextBlob(blob));
                return true;
            } catch (KmsException refusal) {
                assertThat(refusal.awsErrorDetails().errorCode()).isIn("AccessDeniedException", "DisabledException");
                return false;
            }
        }

        private synchronized long begin() {
            return over ? -1 : phase;
        }

        private synchronized void end(long began, boolean success) {
            boolean revoked = began % 2 == 1;
            if (began == phase) {
                late += success && revoked ? 1 : 0;
                succeeded += success && !revoked ? 1 : 0;
                refused += !success && revoked ? 1 : 0;
                within += success != revoked ? 1 : 0;
                notifyAll();
            }
        }

        /// Gives the right, waits until a call has succeeded by it, takes it away in the midst of others, waits until
        /// calls that began after that have been refused; so many times.
        Void revoke(int times) throws InterruptedException {
            try {
                for (int i = 0; i < times && noneIsLate(); i++) {
                    String named = right.give().get();
                    awaitCallsWithin(1);
                    right.take().accept(named);
                    next();
                    awaitCallsWithin(2);
                    next();
                }
            } finally {
                finish();
            }
            return null;
        }

        private synchronized boolean noneIsLate() {
            return late == 0;
        }

        private synchronized void next() {
            phase++;
            within = 0;
        }

        private synchronized void finish() {
            over = true;
            notifyAll();
        }

        private synchronized void awaitCallsWithin(int calls) throws InterruptedException {
            while (within < calls && late == 0 && !over) {
                wait();
            }
        }
    }
}
