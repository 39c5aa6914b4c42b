package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;

/// Clients that call until they are refused or cut off, and keep what was acknowledged. Threads: safe.
final class Clients {

    private static final int THREADS = 6;

    /// @param blob as answered
    /// @param plaintext what it must open to
    private record Ciphertext(SdkBytes blob, SdkBytes plaintext) {}

    private final Queue<Ciphertext> ciphertexts = new ConcurrentLinkedQueue<>();
    private final Set<String> aliases = ConcurrentHashMap.newKeySet();
    private final Queue<String> late = new ConcurrentLinkedQueue<>();
    private final Queue<String> early = new ConcurrentLinkedQueue<>();
    private final Semaphore answers = new Semaphore(0);
    private final BooleanSupplier hasFailed;

    /// @param hasFailed whether the disk of the server has failed
    Clients(BooleanSupplier hasFailed) {
        this.hasFailed = hasFailed;
    }

    interface Arming {
        void arm() throws Exception;
    }

    /// Calls without pause until no client gets an answer any more. While the disk is well, none may be refused.
    ///
    /// @param before how many acknowledgements come before `arming`
    void runUntilCutOff(KmsClient kms, String keyId, Random random, int before, Arming arming) throws Exception {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                long seed = random.nextLong();
                running.add(threads.submit(() -> callUntilCutOff(kms, keyId, new Random(seed))));
            }
            assertThat(answers.tryAcquire(before, 2, TimeUnit.MINUTES)).as("%d answers", before).isTrue();
            arming.arm();
            for (Future<?> client : running) {
                client.get(2, TimeUnit.MINUTES);
            }
            assertThat(early).as("refused before the disk failed").isEmpty();
        } finally {
            threads.shutdownNow(); // a server that goes on answering must not keep its clients
        }
    }

    private void callUntilCutOff(KmsClient kms, String keyId, Random random) {
        while (true) {
            boolean after = hasFailed.getAsBoolean();
            try {
                String call = call(kms, keyId, random);
                answers.release();
                if (after) {
                    late.add(call);
                }
            } catch (SdkException refused) {
                if (!hasFailed.getAsBoolean()) {
                    early.add(refused.toString());
                }
                if (refused instanceof SdkClientException || !early.isEmpty()) {
                    return;
                }
            }
        }
    }

    private String call(KmsClient kms, String keyId, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> {
                // its own key, for a key takes 50 aliases at most
                String named = kms.createKey().keyMetadata().keyId();
                String name = "alias/" + UUID.randomUUID();
                kms.createAlias(r -> r.aliasName(name).targetKeyId(named));
                aliases.add(name);
                yield "CreateAlias";
            }
            case 1 -> {
                var made = kms.generateDataKey(r -> r.keyId(keyId).numberOfBytes(32));
                ciphertexts.add(new Ciphertext(made.ciphertextBlob(), made.plaintext()));
                yield "GenerateDataKey";
            }
            default -> {
                byte[] bytes = new byte[1 + random.nextInt(200)];
                random.nextBytes(bytes);
                SdkBytes plaintext = SdkBytes.fromByteArray(bytes);
                var made = kms.encrypt(r -> r.keyId(keyId).plaintext(plaintext));
                ciphertexts.add(new Ciphertext(made.ciphertextBlob(), plaintext));
                yield "Encrypt";
            }
        };
    }

    /// No call that began after the disk failed was answered.
    void wereCutOffAtOnce() {
        assertThat(late).as("begun after the disk failed, and answered").isEmpty();
    }

    /// All that was acknowledged is there.
    void loseNothing(KmsClient kms) {
        Set<String> found = new HashSet<>();
        kms.listAliasesPaginator(r -> r.limit(100)).aliases().stream()
                .map(AliasListEntry::aliasName)
                .forEach(found::add);
        assertThat(found).as("acknowledged aliases").containsAll(aliases);
        for (Ciphertext made : ciphertexts) {
            assertThat(kms.decrypt(r -> r.ciphertextBlob(made.blob())).plaintext()).isEqualTo(made.plaintext());
        }
    }

    String counts() {
        return aliases.size() + " aliases, " + ciphertexts.size() + " ciphertexts acknowledged";
    }
}
