package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.KmsException;

/// Two servers on one PostgreSQL: what one has answered holds on the other at once.
final class TwoNodesTest {

    private static final SdkBytes PLAINTEXT = SdkBytes.fromUtf8String("p");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static Path directory;

    @SuppressWarnings("NullAway.Init") // these are set before all tests
    private static PostgresDatabase database;

    @SuppressWarnings("NullAway.Init")
    private static Deployment first;

    @SuppressWarnings("NullAway.Init")
    private static Deployment second;

    @SuppressWarnings("NullAway.Init")
    private static KeyholdProcess firstServer;

    @SuppressWarnings("NullAway.Init")
    private static KeyholdProcess secondServer;

    @SuppressWarnings("NullAway.Init")
    private static KmsClient here;

    @SuppressWarnings("NullAway.Init")
    private static KmsClient there;

    @BeforeAll
    static void start() throws IOException {
        database = PostgresDatabase.start();
        first = Deployment.postgres(directory.resolve("first"), database);
        second = Deployment.joining(directory.resolve("second"), database, first);
        firstServer = first.serve();
        secondServer = second.serve();
        here = first.endpoint(firstServer).kms(first.root());
        there = second.endpoint(secondServer).kms(first.root());
    }

    @AfterAll
    static void stop() throws IOException {
        here.close();
        there.close();
        firstServer.close();
        secondServer.close();
        database.close();
    }

    @Test
    void aNodeThatJoinsMakesNoSecondRootCredential() {
        assertThat(first.printed()).contains("AWS_SECRET_ACCESS_KEY=");
        assertThat(second.printed()).startsWith("Joined").doesNotContain("AWS_SECRET_ACCESS_KEY", "AWS_ACCESS_KEY_ID");
    }

    @Test
    void whatOneEncryptsTheOtherDecrypts() {
        String id = here.createKey().keyMetadata().keyId();
        SdkBytes blob = there.encrypt(r -> r.keyId(id).plaintext(PLAINTEXT)).ciphertextBlob();
        assertThat(here.decrypt(r -> r.ciphertextBlob(blob)).plaintext()).isEqualTo(PLAINTEXT);
    }

    @Test
    void aKeyThatOneRotatesEncryptsUnderTheNewMaterialOnTheOther() {
        String id = here.createKey().keyMetadata().keyId();
        SdkBytes old = there.encrypt(r -> r.keyId(id).plaintext(PLAINTEXT)).ciphertextBlob();
        here.rotateKeyOnDemand(r -> r.keyId(id));
        var current = there.describeKey(r -> r.keyId(id)).keyMetadata().currentKeyMaterialId();

        SdkBytes fresh = there.encrypt(r -> r.keyId(id).plaintext(PLAINTEXT)).ciphertextBlob();
        assertThat(here.decrypt(r -> r.ciphertextBlob(fresh)).keyMaterialId()).isEqualTo(current);
        assertThat(here.decrypt(r -> r.ciphertextBlob(old)).keyMaterialId()).isNotEqualTo(current);
    }

    @Test
    void anAliasThatOneRepointsIsRepointedOnTheOther() {
        String a = here.createKey().keyMetadata().keyId();
        String b = here.createKey().keyMetadata().keyId();
        here.createAlias(r -> r.aliasName("alias/two-nodes").targetKeyId(a));
        for (int round = 0; round < 20; round++) {
            String target = round % 2 == 0 ? b : a;
            (round % 4 < 2 ? here : there).updateAlias(r -> r.aliasName("alias/two-nodes").targetKeyId(target));
            for (KmsClient node : List.of(there, here)) {
                String used = node.encrypt(r -> r.keyId("alias/two-nodes").plaintext(PLAINTEXT)).keyId();
                assertThat(used).as("round %d", round).endsWith(target);
            }
        }
    }

    @Test
    void noCallOnTheOtherNodeThatBeginsAfterAKeyWasDisabledSucceeds() throws Exception {
        String id = here.createKey().keyMetadata().keyId();
        try (ExecutorService caller = Executors.newSingleThreadExecutor()) {
            for (int round = 0; round < 10; round++) {
                here.enableKey(r -> r.keyId(id));
                there.encrypt(r -> r.keyId(id).plaintext(PLAINTEXT));
                AtomicBoolean disabled = new AtomicBoolean();
                Future<Integer> late = caller.submit(() -> callsThatSucceedAfter(disabled, id));
                here.disableKey(r -> r.keyId(id));
                disabled.set(true);
                assertThat(late.get()).as("calls answered though begun after, round %d", round).isZero();
            }
        }
    }

    private static int callsThatSucceedAfter(AtomicBoolean disabled, String id) {
        int late = 0;
        for (int after = 0; after < 10; ) {
            boolean begunAfter = disabled.get();
            after += begunAfter ? 1 : 0;
            try {
                there.encrypt(r -> r.keyId(id).plaintext(PLAINTEXT));
                late += begunAfter ? 1 : 0;
            } catch (DisabledException refused) {
                assertThat(refused.statusCode()).isEqualTo(400);
            }
        }
        return late;
    }

    @Test
    void aPolicyThatOneReplacesIsTheOneThatTheOtherDecidesBy() {
        String id = here.createKey().keyMetadata().keyId();
        SdkBytes blob = there.encrypt(r -> r.keyId(id).plaintext(PLAINTEXT)).ciphertextBlob();
        String denying =
                KeyPolicyTest.DEFAULT.replace(
                        "\"Statement\":[",
                        "\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"kms:Decrypt\","
                                + "\"Resource\":\"*\"},");
        for (int round = 0; round < 10; round++) {
            here.putKeyPolicy(r -> r.keyId(id).policy(denying));
            Refusal.of(() -> there.decrypt(r -> r.ciphertextBlob(blob))).hasCode("AccessDeniedException");
            here.putKeyPolicy(r -> r.keyId(id).policy(KeyPolicyTest.DEFAULT));
            assertThat(there.decrypt(r -> r.ciphertextBlob(blob)).plaintext()).isEqualTo(PLAINTEXT);
        }
    }

    @Test
    void bothNodesMayChangeOneKeyAtTheSameTimeAndBothAreServed() throws Exception {
        String id = here.createKey().keyMetadata().keyId();
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            List<Future<?>> changes =
                    java.util.stream.IntStream.range(0, 40)
                            .<Future<?>>mapToObj(i ->
                                    callers.submit(() -> {
                                        KmsClient node = i % 2 == 0 ? here : there;
                                        if (i % 4 < 2) {
                                            node.disableKey(r -> r.keyId(id));
                                        } else {
                                            node.enableKey(r -> r.keyId(id));
                                        }
                                    }))
                            .toList();
            for (Future<?> change : changes) {
                change.get();
            }
        } catch (KmsException refused) {
            throw new AssertionError("a change was not served", refused);
        }
        assertThat(here.describeKey(r -> r.keyId(id)).keyMetadata().keyStateAsString())
                .isEqualTo(there.describeKey(r -> r.keyId(id)).keyMetadata().keyStateAsString());
    }

    @Test
    void theLogOfEachNodeVerifiesWhileBothServe() {
        here.createKey();
        there.createKey();
        for (Deployment node : List.of(first, second)) {
            KeyholdProcess.Finished verified = node.verify();
            assertThat(verified.exitCode()).as(verified.all()).isZero();
        }
    }
}
