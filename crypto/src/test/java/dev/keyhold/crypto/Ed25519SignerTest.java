package dev.keyhold.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class Ed25519SignerTest {

    static List<Providers> providers() {
        return ProviderSets.all();
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    /// RFC 8032, section 7.1, tests 1 and 3.
    @ParameterizedTest
    @MethodSource("providers")
    void itSignsAsRfc8032(Providers providers) {
        assertSigns(
                providers,
                "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
                "",
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                        + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
        assertSigns(
                providers,
                "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
                "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
                "af82",
                "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                        + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
    }

    private static void assertSigns(Providers providers, String seed, String key, String message, String signature) {
        try (SecretBytes secret = SecretBytes.takeFrom(hex(seed))) {
            Ed25519Signer signer = Ed25519Signer.of(providers, secret);
            assertThat(signer.publicKey()).hasToString(key);
            assertThat(signer.publicKey()).isEqualTo(Ed25519PublicKey.of(hex(key)));
            assertThat(signer.sign(hex(message))).asHexString().isEqualToIgnoringCase(signature);
            assertThat(signer.publicKey().verifies(hex(message), hex(signature))).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void manyThreadsSignWithOneSigner(Providers providers) throws Exception {
        try (SecretBytes seed = Randomness.of(CryptoPool.shared()).secret(32);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Ed25519Signer signer = Ed25519Signer.of(providers, seed);
            List<Future<Boolean>> results =
                    IntStream.range(0, 200)
                            .mapToObj(i ->
                                    threads.submit(() -> {
                                        byte[] message = new byte[i];
                                        Arrays.fill(message, (byte) i);
                                        return signer.publicKey().verifies(message, signer.sign(message));
                                    }))
                            .toList();
            for (Future<Boolean> result : results) {
                assertThat(result.get()).isTrue();
            }
        }
    }

    @Test
    void aChangedMessageOrSignatureDoesNotVerify() {
        try (SecretBytes seed = Randomness.of(CryptoPool.shared()).secret(32)) {
            Ed25519Signer signer = Ed25519Signer.of(seed);
            byte[] message = new byte[20];
            byte[] signature = signer.sign(message);
            assertThat(signature).hasSize(Ed25519Signer.SIGNATURE_LENGTH);
            for (int bit = 0; bit < 8 * signature.length; bit++) {
                byte[] forged = signature.clone();
                forged[bit / 8] ^= (byte) (1 << (bit % 8));
                assertThat(signer.publicKey().verifies(message, forged)).as("bit " + bit).isFalse();
            }
            assertThat(signer.publicKey().verifies(new byte[21], signature)).isFalse();
            for (int length : new int[] {0, 63, 65}) {
                assertThat(signer.publicKey().verifies(message, Arrays.copyOf(signature, length))).isFalse();
            }
        }
    }

    @Test
    void seedsAndKeysOfAnotherLengthAreRefused() {
        try (SecretBytes shorter = SecretBytes.copyOf(new byte[31])) {
            assertThatIllegalArgumentException().isThrownBy(() -> Ed25519Signer.of(shorter));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Ed25519PublicKey.of(new byte[31]));
        byte[] notOnTheCurve = new byte[32];
        notOnTheCurve[0] = 2;
        assertThatIllegalArgumentException().isThrownBy(() -> Ed25519PublicKey.of(notOnTheCurve));
    }

    @Test
    void aClosedSeedIsRefused() {
        SecretBytes closed = SecretBytes.copyOf(new byte[32]);
        closed.close();
        assertThatIllegalStateException().isThrownBy(() -> Ed25519Signer.of(closed));
    }
}
