package dev.keyhold.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CryptoPoolTest {

    static List<CryptoPool> pools() {
        return ProviderSets.pools();
    }

    @Test
    void aContextIsNeverOutTwice() {
        CryptoPool pool = new CryptoPool(Providers.detected());
        List<CryptoContext> out = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            out.add(pool.borrow());
        }
        Set<CryptoContext> different = new HashSet<>(out);
        assertThat(different).hasSize(100);
        out.forEach(CryptoContext::close);
        CryptoContext again = pool.borrow();
        assertThat(different).contains(again);
        again.close();
    }

    @Test
    void aContextCannotBeGivenBackTwice() {
        CryptoContext context = new CryptoPool(Providers.detected()).borrow();
        context.close();
        assertThatThrownBy(context::close).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @MethodSource("pools")
    void scratchSpaceIsZeroedWhenAContextComesBack(CryptoPool pool) {
        CryptoContext context = pool.borrow();
        byte[] scratch = context.scratch(100);
        byte[] derived = context.derived();
        Arrays.fill(scratch, 0, 100, (byte) 1);
        Arrays.fill(derived, (byte) 1);
        context.close();
        assertThat(scratch).containsOnly(0);
        assertThat(derived).containsOnly(0);
    }

    @ParameterizedTest
    @MethodSource("pools")
    void aMacThatComesBackHasForgottenItsKey(CryptoPool pool) {
        byte[] before = new byte[32];
        byte[] after = new byte[32];
        byte[] zero = new byte[32];
        try (SecretBytes key = Randomness.of(pool).secret(32);
                SecretBytes zeros = SecretBytes.copyOf(new byte[32])) {
            CryptoContext context = pool.borrow();
            context.keyMac(key);
            context.mac(new byte[3], before, 0);
            context.close();
            context.mac(new byte[3], after, 0);
            context.keyMac(zeros);
            context.mac(new byte[3], zero, 0);
        }
        assertThat(after).isNotEqualTo(before).isEqualTo(zero);
    }

    @ParameterizedTest
    @MethodSource("pools")
    void aContextWorksAfterAnOperationFailed(CryptoPool pool) {
        SymmetricEngine engine = new SymmetricEngine(pool);
        CiphertextHeader header = CiphertextHeader.software(1, new Id128(2, 3), new Id128(4, 5));
        try (SecretBytes material = Randomness.of(pool).secret(32)) {
            for (int i = 0; i < 20; i++) {
                byte[] blob = engine.encrypt(material, header, EncryptionContext.EMPTY, new byte[i]);
                byte[] forged = blob.clone();
                forged[forged.length - 1] ^= 1;
                assertThatThrownBy(() -> engine.decrypt(material, EncryptionContext.EMPTY, forged))
                        .isInstanceOf(InvalidCiphertextException.class);
                assertThat(engine.decrypt(material, EncryptionContext.EMPTY, blob)).hasSize(i);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pools")
    void manyThreadsWithManyMaterialsNeverMixThem(CryptoPool pool) throws Exception {
        SymmetricEngine engine = new SymmetricEngine(pool);
        Randomness randomness = Randomness.of(pool);
        pool.settle();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> results =
                    IntStream.range(0, 64)
                            .mapToObj(thread -> threads.submit(() -> roundTrips(engine, randomness, thread)))
                            .toList();
            for (Future<Integer> result : results) {
                assertThat(result.get()).isEqualTo(200);
            }
        }
    }

    private static int roundTrips(SymmetricEngine engine, Randomness randomness, int thread) {
        CiphertextHeader header = CiphertextHeader.software(thread, new Id128(2, 3), new Id128(4, 5));
        EncryptionContext context = EncryptionContext.of(Map.of("thread", Integer.toString(thread)));
        byte[] plaintext = new byte[thread + 1];
        Arrays.fill(plaintext, (byte) thread);
        int right = 0;
        try (SecretBytes material = randomness.secret(32)) {
            for (int i = 0; i < 200; i++) {
                byte[] blob = engine.encrypt(material, header, context, plaintext);
                if (Arrays.equals(engine.decrypt(material, context, blob), plaintext)) {
                    right++;
                }
            }
        }
        return right;
    }

    @Test
    void aTransientKeyTakesBackEveryCopy() {
        byte[] source = {1, 2, 3, 4};
        TransientKey key = TransientKey.copying("AES", source, 3);
        byte[] first = key.getEncoded();
        byte[] second = key.getEncoded();
        assertThat(first).containsExactly(1, 2, 3).isNotSameAs(second);
        key.wipe();
        assertThat(first).containsOnly(0);
        assertThat(second).containsOnly(0);
        assertThat(source).containsExactly(1, 2, 3, 4);
    }
}
