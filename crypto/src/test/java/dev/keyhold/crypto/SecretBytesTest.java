package dev.keyhold.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class SecretBytesTest {

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @Test
    void whatGoesInComesOut() {
        for (int length : new int[] {1, 31, 32, 33, 64, 1000, 65536}) {
            try (SecretBytes secret = SecretBytes.copyOf(bytes(length))) {
                assertThat(secret.length()).isEqualTo(length);
                assertThat(secret.unsafeUse(byte[]::clone)).isEqualTo(bytes(length));
            }
        }
    }

    @Test
    void takingZeroesTheSource() {
        byte[] source = bytes(32);
        try (SecretBytes secret = SecretBytes.takeFrom(source)) {
            assertThat(source).containsOnly(0);
            assertThat(secret.unsafeUse(byte[]::clone)).isEqualTo(bytes(32));
        }
    }

    @Test
    void takingZeroesTheSourceEvenIfItIsRefused() {
        byte[] tooLong = bytes(65537);
        assertThatIllegalArgumentException().isThrownBy(() -> SecretBytes.takeFrom(tooLong));
        assertThat(tooLong).containsOnly(0);
        assertThatIllegalArgumentException().isThrownBy(() -> SecretBytes.takeFrom(new byte[0]));
    }

    @Test
    void copyingLeavesTheSource() {
        byte[] source = bytes(32);
        SecretBytes.copyOf(source).close();
        assertThat(source).isEqualTo(bytes(32));
    }

    @Test
    void theScratchCopyIsZeroedWhenTheUseEnds() {
        try (SecretBytes secret = SecretBytes.copyOf(bytes(32))) {
            byte[] kept = secret.unsafeUse(bytes -> bytes);
            assertThat(kept).containsOnly(0);
            List<byte[]> keptByFailure = new ArrayList<>();
            assertThatThrownBy(() ->
                            secret.unsafeUse(bytes -> {
                                keptByFailure.add(bytes);
                                throw new UnsupportedOperationException("no");
                            }))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThat(keptByFailure.getFirst()).containsOnly(0);
        }
    }

    @Test
    void everyUseAfterCloseFails() {
        SecretBytes closed = SecretBytes.copyOf(bytes(32));
        closed.close();
        try (SecretBytes open = SecretBytes.copyOf(bytes(32))) {
            assertThatIllegalStateException().isThrownBy(() -> closed.unsafeUse(byte[]::clone));
            assertThatIllegalStateException().isThrownBy(() -> closed.copyTo(new byte[32], 0));
            assertThatIllegalStateException().isThrownBy(() -> closed.constantTimeEquals(open));
            assertThatIllegalStateException().isThrownBy(() -> open.constantTimeEquals(closed));
        }
    }

    @Test
    void closingTwiceIsHarmless() {
        SecretBytes secret = SecretBytes.copyOf(bytes(32));
        secret.close();
        try (SecretBytes next = SecretBytes.copyOf(bytes(32))) {
            secret.close();
            assertThat(next.unsafeUse(byte[]::clone)).isEqualTo(bytes(32));
        }
    }

    @Test
    void closingWhileReadingLeavesTheReaderTheSecretAndWipesAfterwards() {
        SecretBytes secret = SecretBytes.copyOf(bytes(32));
        boolean same =
                secret.unsafeUse(outer -> {
                    secret.close();
                    return Arrays.equals(outer, bytes(32));
                });
        assertThat(same).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> secret.unsafeUse(byte[]::clone));
    }

    @Test
    void equalityIsConstantTimeAndByContentOnlyWhereAsked() {
        try (SecretBytes one = SecretBytes.copyOf(bytes(32));
                SecretBytes same = SecretBytes.copyOf(bytes(32));
                SecretBytes shorter = SecretBytes.copyOf(Arrays.copyOf(bytes(32), 31))) {
            assertThat(one.constantTimeEquals(same)).isTrue();
            assertThat(one.constantTimeEquals(one)).isTrue();
            assertThat(one.constantTimeEquals(shorter)).isFalse();
            for (int i = 0; i < 32; i++) {
                byte[] other = bytes(32);
                other[i] ^= 1;
                try (SecretBytes different = SecretBytes.takeFrom(other)) {
                    assertThat(one.constantTimeEquals(different)).isFalse();
                }
            }
            assertThat(one).isNotEqualTo(same).isEqualTo(one);
        }
    }

    @Test
    void itPrintsItsLengthOnly() {
        try (SecretBytes secret = SecretBytes.copyOf(bytes(32))) {
            assertThat(secret).hasToString("SecretBytes[32 bytes]");
            assertThat(String.format("%s", secret)).isEqualTo("SecretBytes[32 bytes]");
        }
    }

    @Test
    void readersAndClosersOnManyThreadsSeeTheSecretOrARefusalAndNothingElse() throws Exception {
        byte[] expected = bytes(32);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 500; round++) {
                SecretBytes secret = SecretBytes.copyOf(expected);
                List<Future<Boolean>> readers = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    boolean closes = i == 4;
                    readers.add(
                            threads.submit(() -> {
                                if (closes) {
                                    secret.close();
                                    SecretBytes.copyOf(new byte[32]);
                                    return true;
                                }
                                try {
                                    return secret.unsafeUse(read -> Arrays.equals(read, expected));
                                } catch (IllegalStateException closed) {
                                    return true;
                                }
                            }));
                }
                for (Future<Boolean> reader : readers) {
                    assertThat(reader.get()).isTrue();
                }
            }
        }
    }
}
