package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;

/// Clients that call without pause until their server is gone, and write down what they were answered.
final class Load implements AutoCloseable {

    private final KmsClient kms;
    private final String keyId;
    private final Acknowledged acknowledged;
    private final AtomicBoolean killed = new AtomicBoolean();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> clients = new ArrayList<>();

    /// @param keyId the key that is used
    Load(KmsClient kms, String keyId, Acknowledged acknowledged) {
        this.kms = kms;
        this.keyId = keyId;
        this.acknowledged = acknowledged;
    }

    void start(int count, Random random) {
        for (int i = 0; i < count; i++) {
            long seed = random.nextLong();
            clients.add(threads.submit(() -> callUntilKilled(new Random(seed))));
        }
    }

    /// From now on a broken connection is expected.
    void killing() {
        killed.set(true);
    }

    /// Waits until all clients have noticed.
    void awaitEnd() throws InterruptedException, ExecutionException, TimeoutException {
        for (Future<?> client : clients) {
            client.get(2, TimeUnit.MINUTES);
        }
    }

    private void callUntilKilled(Random random) {
        while (true) {
            try {
                call(random);
            } catch (SdkClientException broken) {
                assertThat(killed).as("the server was there until it was killed: %s", broken).isTrue();
                return;
            } catch (KmsException refused) {
                throw new AssertionError("a call that nothing is wrong with was refused", refused);
            }
        }
    }

    private void call(Random random) {
        switch (random.nextInt(10)) {
            case 0 -> {
                String description = "made under load " + random.nextInt();
                var made = kms.createKey(r -> r.description(description));
                acknowledged.key(made.keyMetadata().keyId(), description, made);
            }
            case 1, 2 -> {
                var key = kms.createKey(r -> r.description("named"));
                acknowledged.key(key.keyMetadata().keyId(), "named", key);
                String name = "alias/" + UUID.randomUUID();
                acknowledged.alias(
                        name,
                        key.keyMetadata().keyId(),
                        kms.createAlias(r -> r.aliasName(name).targetKeyId(key.keyMetadata().keyId())));
            }
            case 3 -> refused();
            case 4, 5, 6 -> {
                byte[] plaintext = new byte[1 + random.nextInt(200)];
                random.nextBytes(plaintext);
                SdkBytes given = SdkBytes.fromByteArray(plaintext);
                Map<String, String> context = Map.of("n", Integer.toString(random.nextInt()));
                var made = kms.encrypt(r -> r.keyId(keyId).plaintext(given).encryptionContext(context));
                acknowledged.ciphertext(made.ciphertextBlob(), given, context, made);
            }
            default -> {
                var made = kms.generateDataKey(r -> r.keyId(keyId).numberOfBytes(32));
                acknowledged.ciphertext(made.ciphertextBlob(), made.plaintext(), Map.of(), made);
            }
        }
    }

    /// A refusal is an answer too.
    private void refused() {
        try {
            kms.describeKey(r -> r.keyId(UUID.randomUUID().toString()));
            throw new AssertionError("a key that nobody made was described");
        } catch (KmsException expected) {
            assertThat(expected.awsErrorDetails().errorCode()).isEqualTo("NotFoundException");
            acknowledged.answered(expected.requestId());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
