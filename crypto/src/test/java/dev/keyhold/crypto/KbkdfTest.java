package dev.keyhold.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.KDFCounterBytesGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KDFCounterParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class KbkdfTest {

    static List<CryptoPool> pools() {
        return ProviderSets.pools();
    }

    private static byte[] derive(CryptoPool pool, byte[] key, byte[] label, byte[] context, int length) {
        byte[] derived = new byte[length];
        try (SecretBytes secret = SecretBytes.copyOf(key);
                CryptoContext crypto = pool.borrow()) {
            Kbkdf.derive(crypto, secret, label, context, derived);
        }
        return derived;
    }

    /// Bouncy Castle's SP 800-108 counter mode, which knows nothing of label and context: they are its fixed input.
    private static byte[] bouncyCastle(byte[] key, byte[] label, byte[] context, int length) {
        byte[] fixed =
                ByteBuffer.allocate(label.length + 1 + context.length + 4)
                        .put(label)
                        .put((byte) 0)
                        .put(context)
                        .putInt(8 * length)
                        .array();
        KDFCounterBytesGenerator generator = new KDFCounterBytesGenerator(new HMac(new SHA256Digest()));
        generator.init(new KDFCounterParameters(key, fixed, 32));
        byte[] derived = new byte[length];
        generator.generateBytes(derived, 0, length);
        return derived;
    }

    @ParameterizedTest
    @MethodSource("pools")
    void itIsSp800108InCounterModeAsBouncyCastleComputesIt(CryptoPool pool) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            byte[] key = new byte[1 + random.nextInt(100)];
            byte[] label = new byte[random.nextInt(40)];
            byte[] context = new byte[random.nextInt(80)];
            random.nextBytes(key);
            random.nextBytes(label);
            random.nextBytes(context);
            int length = 32 * (1 + random.nextInt(4));
            assertThat(derive(pool, key, label, context, length))
                    .as("seed " + seed)
                    .isEqualTo(bouncyCastle(key, label, context, length));
        }
    }

    @Test
    void theLengthIsPartOfTheInputSoAShorterKeyIsNoPrefix() {
        byte[] label = "label".getBytes(StandardCharsets.US_ASCII);
        byte[] longer = derive(CryptoPool.shared(), new byte[32], label, new byte[16], 64);
        byte[] shorter = derive(CryptoPool.shared(), new byte[32], label, new byte[16], 32);
        assertThat(Arrays.copyOf(longer, 32)).isNotEqualTo(shorter);
    }

    @Test
    void everyPurposeGivesAnotherKey() {
        byte[] first = new byte[64];
        byte[] second = new byte[64];
        try (SecretBytes secret = SecretBytes.copyOf(new byte[32]);
                CryptoContext crypto = CryptoPool.shared().borrow()) {
            Kbkdf.derive(crypto, secret, Kbkdf.Purpose.CIPHERTEXT, new byte[48], first);
            Kbkdf.derive(crypto, secret, Kbkdf.Purpose.WRAPPING, new byte[48], second);
        }
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void aLengthThatIsNoMultipleOf32IsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> derive(CryptoPool.shared(), new byte[32], new byte[1], new byte[1], 33));
    }
}
