package dev.keyhold.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Tries to make the engine open what it did not make.
final class CiphertextForgeryTest {

    private static final Map<String, String> PAIRS = Map.of("tenant", "acme", "table", "orders");

    private final CryptoPool pool = CryptoPool.shared();
    private final SymmetricEngine engine = new SymmetricEngine(pool);
    private final Randomness randomness = Randomness.of(pool);
    private final SecretBytes material = randomness.secret(32);
    private final EncryptionContext context = EncryptionContext.of(PAIRS);
    private final byte[] plaintext = "0123456789abcdef0123456789abcdef0".getBytes(StandardCharsets.UTF_8);
    private final byte[] blob = engine.encrypt(material, header(material), context, plaintext);

    private CiphertextHeader header(SecretBytes named) {
        Id128 keyId = new Id128(1, 2);
        return CiphertextHeader.software(7, keyId, KeyMaterialId.of(named, keyId.toBytes()).shortForm());
    }

    private void assertRefused(SecretBytes with, EncryptionContext under, byte[] forged, String what) {
        assertThatThrownBy(() -> engine.decrypt(with, under, forged))
                .as(what)
                .isInstanceOf(InvalidCiphertextException.class)
                .hasMessage("the ciphertext is not valid")
                .hasNoCause();
    }

    @Test
    void theUntouchedCiphertextOpens() {
        assertThat(engine.decrypt(material, context, blob)).isEqualTo(plaintext);
        assertThat(blob).hasSize(plaintext.length + 120);
    }

    @Test
    void noFlippedBitIsOverlooked() {
        for (int bit = 0; bit < 8 * blob.length; bit++) {
            byte[] forged = blob.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(material, context, forged, "bit " + bit);
        }
    }

    @Test
    void noTruncationOpens() {
        for (int length = 0; length < blob.length; length++) {
            assertRefused(material, context, Arrays.copyOf(blob, length), "length " + length);
        }
    }

    @Test
    void noExtensionOpens() {
        for (int length = blob.length + 1; length <= 6200; length++) {
            assertRefused(material, context, Arrays.copyOf(blob, length), "length " + length);
        }
    }

    @Test
    void noByteCanBeTakenOutOrPutIn() {
        for (int at = 0; at < blob.length; at++) {
            byte[] shorter = new byte[blob.length - 1];
            System.arraycopy(blob, 0, shorter, 0, at);
            System.arraycopy(blob, at + 1, shorter, at, shorter.length - at);
            assertRefused(material, context, shorter, "without byte " + at);
            byte[] longer = new byte[blob.length + 1];
            System.arraycopy(blob, 0, longer, 0, at);
            System.arraycopy(blob, at, longer, at + 1, blob.length - at);
            assertRefused(material, context, longer, "with a byte at " + at);
        }
    }

    @Test
    void noOtherSuiteVersionOrMagicIsAccepted() {
        for (int value = 0; value < 256; value++) {
            for (int at = 0; at < 4; at++) {
                byte[] forged = blob.clone();
                if (forged[at] == (byte) value) {
                    continue;
                }
                forged[at] = (byte) value;
                assertRefused(material, context, forged, "byte " + at + " is " + value);
                assertThatThrownBy(() -> CiphertextHeader.parse(forged)).isInstanceOf(InvalidCiphertextException.class);
            }
        }
    }

    @Test
    void aReSplitContextDoesNotOpen() {
        assertRefused(material, EncryptionContext.EMPTY, blob, "none");
        for (Map<String, String> other :
                List.of(
                        Map.of("tenantacme", "", "table", "orders"),
                        Map.of("tenan", "tacme", "table", "orders"),
                        Map.of("tenant", "orders", "table", "acme"),
                        Map.of("acme", "tenant", "orders", "table"),
                        Map.of("tenant", "acme"),
                        Map.of("tenant", "acme", "table", "orders", "", ""),
                        Map.of("tenant", "acme", "Table", "orders"),
                        Map.of("tenant", "acme ", "table", "orders"),
                        Map.of("table", "orderstenantacme"))) {
            assertRefused(material, EncryptionContext.of(other), blob, other.toString());
        }
    }

    @Test
    void anotherMaterialOfTheSameKeyDoesNotOpen() {
        try (SecretBytes other = randomness.secret(32)) {
            assertRefused(other, context, blob, "another material");
            byte[] renamed = blob.clone();
            System.arraycopy(header(other).toBytes(), 0, renamed, 0, CiphertextHeader.LENGTH);
            assertRefused(other, context, renamed, "another material, and the blob names it");
            assertRefused(material, context, renamed, "the blob names another material");
        }
    }

    @Test
    void partsOfTwoCiphertextsDoNotMix() {
        byte[] second = engine.encrypt(material, header(material), context, plaintext);
        int[] bounds = {44, 60, 92, 104, blob.length - 16, blob.length};
        for (int part = 0; part + 1 < bounds.length; part++) {
            byte[] mixed = blob.clone();
            System.arraycopy(second, bounds[part], mixed, bounds[part], bounds[part + 1] - bounds[part]);
            assertRefused(material, context, mixed, "part " + part + " of another");
        }
    }

    @Test
    void aBlobForTwoKeysOpensUnderTheOneItCommitsToOnly() throws Exception {
        try (SecretBytes other = randomness.secret(32)) {
            TwoKeyBlob attack = TwoKeyBlob.craft(material, other, header(material).toBytes(), context.canonical());
            assertThat(attack.plaintextUnderFirst()).isNotEqualTo(attack.plaintextUnderSecond());
            assertThat(engine.decrypt(material, context, attack.committedTo(material)))
                    .isEqualTo(attack.plaintextUnderFirst());
            assertRefused(other, context, attack.committedTo(material), "GCM authenticates under this key too");
            assertThat(engine.decrypt(other, context, attack.committedTo(other)))
                    .isEqualTo(attack.plaintextUnderSecond());
            assertRefused(material, context, attack.committedTo(other), "the other way round");
        }
    }

    @Test
    void randomBlobsNeverOpen() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(400)];
            random.nextBytes(noise);
            System.arraycopy(blob, 0, noise, 0, Math.min(noise.length, random.nextInt(blob.length)));
            if (!Arrays.equals(noise, blob)) {
                assertRefused(material, context, noise, "seed " + seed);
            }
        }
    }

    @Test
    void materialOfAnotherLengthIsRefused() {
        try (SecretBytes shorter = randomness.secret(16)) {
            assertThatIllegalArgumentException().isThrownBy(() -> engine.decrypt(shorter, context, blob));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> engine.encrypt(shorter, header(material), context, plaintext));
        }
    }

    @Test
    void aPlaintextWhoseCiphertextWouldBeTooLongIsRefused() {
        byte[] longest = engine.encrypt(material, header(material), context, new byte[6024]);
        assertThat(longest).hasSize(6144);
        assertThat(engine.decrypt(material, context, longest)).hasSize(6024);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine.encrypt(material, header(material), context, new byte[6025]));
    }
}
