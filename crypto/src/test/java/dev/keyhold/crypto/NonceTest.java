package dev.keyhold.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The same plaintext many times under the same material: no nonce, IV, commitment or tag comes twice.
final class NonceTest {

    private static final int ORDINARY = 100_000;
    private static final int SOAK = 1 << 20;
    private static final int THREADS = 4;

    static List<CryptoPool> pools() {
        return ProviderSets.pools();
    }

    @ParameterizedTest
    @MethodSource("pools")
    void nothingRandomRepeats(CryptoPool pool) throws Exception {
        assertNothingRepeats(pool, ORDINARY / THREADS);
    }

    @Test
    @Tag("soak")
    void nothingRandomRepeatsInAMillionMessages() throws Exception {
        assertNothingRepeats(CryptoPool.shared(), SOAK / THREADS);
    }

    /// 96 bits from an offset of each blob, as a value: 2^20 of them collide by chance once in 2^57 runs.
    private record Prefix(long high, int low) {

        static Prefix at(byte[] blob, int offset) {
            ByteBuffer source = ByteBuffer.wrap(blob, offset, 12);
            return new Prefix(source.getLong(), source.getInt());
        }
    }

    private static void assertNothingRepeats(CryptoPool pool, int perThread)
            throws InterruptedException, ExecutionException {
        SymmetricEngine engine = new SymmetricEngine(pool);
        CiphertextHeader header = CiphertextHeader.software(1, new Id128(2, 3), new Id128(4, 5));
        List<Integer> offsets = List.of(44, 60, 92, 104 + 16);
        try (SecretBytes material = Randomness.of(pool).secret(32);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<byte[][]>> results =
                    IntStream.range(0, THREADS)
                            .mapToObj(thread ->
                                    threads.submit(() -> {
                                        byte[][] heads = new byte[perThread][];
                                        for (int i = 0; i < perThread; i++) {
                                            byte[] blob =
                                                    engine.encrypt(
                                                            material, header, EncryptionContext.EMPTY, new byte[16]);
                                            heads[i] = Arrays.copyOfRange(blob, 44, blob.length);
                                        }
                                        return heads;
                                    }))
                            .toList();
            for (int offset : offsets) {
                Set<Prefix> seen = new HashSet<>();
                for (Future<byte[][]> result : results) {
                    for (byte[] head : result.get()) {
                        seen.add(Prefix.at(head, offset - 44));
                    }
                }
                assertThat(seen).as("field at byte " + offset).hasSize(THREADS * perThread);
            }
        }
    }
}
