package dev.keyhold.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RandomnessTest {

    static List<Randomness> generators() {
        return ProviderSets.pools().stream().map(Randomness::of).toList();
    }

    @ParameterizedTest
    @MethodSource("generators")
    void nothingRepeatsAndEveryByteIsFilled(Randomness randomness) {
        Set<Id128> seen = new HashSet<>();
        byte[] ored = new byte[16];
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = new byte[16];
            randomness.nextBytes(bytes);
            seen.add(Id128.of(bytes));
            for (int at = 0; at < 16; at++) {
                ored[at] |= bytes[at];
            }
        }
        assertThat(seen).hasSize(10_000);
        assertThat(ored).containsOnly(0xff);
    }

    @ParameterizedTest
    @MethodSource("generators")
    void generatorsOfTwoPoolsAreNotInStep(Randomness randomness) {
        byte[] first = new byte[32];
        byte[] second = new byte[32];
        randomness.nextBytes(first);
        Randomness.of(CryptoPool.shared()).nextBytes(second);
        assertThat(first).isNotEqualTo(second);
    }

    @ParameterizedTest
    @MethodSource("generators")
    void uuidsAreOfVersion4(Randomness randomness) {
        for (int i = 0; i < 100; i++) {
            byte[] uuid = randomness.uuidBytes();
            assertThat(uuid[6] & 0xf0).isEqualTo(0x40);
            assertThat(uuid[8] & 0xc0).isEqualTo(0x80);
        }
    }

    @Test
    void aSecretWipesItsSource() {
        byte[][] seen = new byte[1][];
        Randomness spy =
                target -> {
                    Arrays.fill(target, (byte) 7);
                    seen[0] = target;
                };
        try (SecretBytes secret = spy.secret(32)) {
            assertThat(secret.length()).isEqualTo(32);
            assertThat(seen[0]).containsOnly(0);
        }
    }

    @Test
    void aSecretOfNoByteIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Randomness.of(CryptoPool.shared()).secret(0));
    }
}
