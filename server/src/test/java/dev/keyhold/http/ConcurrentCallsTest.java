package dev.keyhold.http;

import static dev.keyhold.boot.RunningNode.ACCOUNT;
import static dev.keyhold.boot.RunningNode.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyhold.authn.TestSigner;
import dev.keyhold.boot.RunningNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;

/// Calls at the same time: a revocation holds as soon as it has been answered, and contention ends.
@Timeout(300)
class ConcurrentCallsTest {

    private static final String DENIED = "AccessDeniedException";
    private static final String OK = "ok";

    @TempDir Path directory;

    private RunningNode node;
    private KmsClient root;

    @BeforeEach
    void startTheNode() {
        node = new RunningNode(directory);
        root = node.client(ROOT);
    }

    @AfterEach
    void stopTheNode() {
        node.close();
    }

    private static String policy(String... principals) {
        String names = List.of(principals).stream().map(name -> '"' + name + '"').collect(Collectors.joining(","));
        return """
        {"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::%1$s:root"},"Action":"kms:*","Resource":"*"},
          {"Effect":"Allow","Principal":{"AWS":[%2$s]},"Action":"kms:GenerateDataKey","Resource":"*"}]}\
        """
                .formatted(ACCOUNT, names);
    }

    private static String user(String name) {
        return "arn:aws:iam::" + ACCOUNT + ":user/" + name;
    }

    private static String outcome(Runnable call) {
        try {
            call.run();
            return OK;
        } catch (AwsServiceException refused) {
            return refused.awsErrorDetails().errorCode();
        }
    }

    /// One call as its caller saw it.
    ///
    /// @param afterRevocation whether the revoking call had been answered before this one was begun
    private record Seen(boolean afterRevocation, String outcome) {}

    @Test
    void noCallThatBeginsAfterARevocationWasAnsweredSucceeds() throws Exception {
        TestSigner alice = node.user("alice");
        node.user("bob");
        String key = root.createKey(call -> call.policy(policy(user("alice"), user("bob")))).keyMetadata().arn();
        assertRevoked(alice, key, () -> root.putKeyPolicy(call -> call.keyId(key).policy(policy(user("bob")))), DENIED);
    }

    @Test
    void noCallThatBeginsAfterAKeyWasDisabledSucceeds() throws Exception {
        TestSigner alice = node.user("alice");
        String key = root.createKey(call -> call.policy(policy(user("alice")))).keyMetadata().arn();
        assertRevoked(alice, key, () -> root.disableKey(call -> call.keyId(key)), "DisabledException");
    }

    private void assertRevoked(TestSigner user, String key, Runnable revocation, String refusal) throws Exception {
        int threads = 8;
        int callsAfter = 10;
        CountDownLatch allAtWork = new CountDownLatch(threads);
        AtomicBoolean revoked = new AtomicBoolean();
        List<Future<List<Seen>>> callers = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            for (int thread = 0; thread < threads; thread++) {
                KmsClient client = node.client(user);
                callers.add(executor.submit(() -> callOnAndOn(client, key, callsAfter, allAtWork, revoked)));
            }
            allAtWork.await();
            revocation.run();
            revoked.set(true);
        }

        List<Seen> seen = new ArrayList<>();
        for (Future<List<Seen>> caller : callers) {
            seen.addAll(caller.get());
        }
        assertThat(seen).filteredOn(call -> !call.afterRevocation()).extracting(Seen::outcome).contains(OK);
        assertThat(seen)
                .filteredOn(Seen::afterRevocation)
                .hasSize(threads * callsAfter)
                .allSatisfy(call -> assertThat(call.outcome()).isEqualTo(refusal));
    }

    private static List<Seen> callOnAndOn(
            KmsClient client, String key, int callsAfter, CountDownLatch allAtWork, AtomicBoolean revoked) {
        List<Seen> seen = new ArrayList<>();
        int after = 0;
        while (after < callsAfter) {
            boolean afterRevocation = revoked.get();
            seen.add(
                    new Seen(
                            afterRevocation,
                            outcome(() ->
                                    client.generateDataKey(call -> call.keyId(key).keySpec(DataKeySpec.AES_256)))));
            after += afterRevocation ? 1 : 0;
            if (seen.size() == 1) {
                allAtWork.countDown();
            }
        }
        return seen;
    }

    @Test
    void callersThatContendForOneAliasAreAllServed() throws Exception {
        int callers = 50;
        String first = root.createKey().keyMetadata().keyId();
        String second = root.createKey().keyMetadata().keyId();
        root.createAlias(call -> call.aliasName("alias/wanted").targetKeyId(first));
        CountDownLatch together = new CountDownLatch(1);
        List<Future<String>> outcomes = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(callers)) {
            for (int caller = 0; caller < callers; caller++) {
                KmsClient client = node.client(ROOT);
                String target = caller % 2 == 0 ? first : second;
                outcomes.add(
                        executor.submit(() -> {
                            together.await();
                            return outcome(() ->
                                    client.updateAlias(call -> call.aliasName("alias/wanted").targetKeyId(target)));
                        }));
            }
            together.countDown();
        }

        List<String> answers = new ArrayList<>();
        for (Future<String> outcome : outcomes) {
            answers.add(outcome.get());
        }
        assertThat(answers).hasSize(callers).containsOnly(OK);
        assertThat(root.describeKey(call -> call.keyId("alias/wanted")).keyMetadata().keyId()).isIn(first, second);

        List<String> updates =
                node.recordsAfterStop().stream()
                        .filter(record -> record.contains("\"eventName\":\"UpdateAlias\""))
                        .toList();
        assertThat(updates).hasSize(callers);
        assertThat(updates).noneMatch(record -> record.contains("errorCode"));
    }
}
