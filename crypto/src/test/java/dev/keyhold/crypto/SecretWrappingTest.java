package dev.keyhold.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SecretWrappingTest {

    private static final RowIdentity ROW = RowIdentity.of("key_material", "000000000000", "us-east-1", "key", "id");

    private final CryptoPool pool = CryptoPool.shared();
    private final SecretWrapping wrapping = new SecretWrapping(pool);
    private final Randomness randomness = Randomness.of(pool);
    private final SecretBytes domainKey = randomness.secret(32);
    private final SecretBytes secret = randomness.secret(32);
    private final byte[] wrapped = wrapping.wrap(5, domainKey, ROW, secret);

    private @Nullable SecretBytes domainKeys(int number) {
        return number == 5 ? domainKey : null;
    }

    private void assertRefused(IntFunction<@Nullable SecretBytes> keys, RowIdentity row, byte[] forged, String what) {
        assertThatThrownBy(() -> wrapping.unwrap(keys, row, forged).close())
                .as(what)
                .isInstanceOf(CorruptSecretException.class)
                .hasMessageContaining(row.table())
                .hasNoCause();
    }

    @Test
    void aWrappedSecretOpensForItsRow() {
        try (SecretBytes opened = wrapping.unwrap(this::domainKeys, ROW, wrapped)) {
            assertThat(opened.constantTimeEquals(secret)).isTrue();
        }
        assertThat(wrapped).hasSize(32 + 84);
        assertThat(SecretWrapping.wrappingKeyId(wrapped)).isEqualTo(5);
        assertThat(secret.constantTimeEquals(secret)).as("stays open").isTrue();
    }

    @Test
    void secretsOfEveryLengthWrap() {
        for (int length : new int[] {1, 16, 48, 1216, 2400, 6144}) {
            try (SecretBytes other = randomness.secret(length);
                    SecretBytes opened =
                            wrapping.unwrap(this::domainKeys, ROW, wrapping.wrap(5, domainKey, ROW, other))) {
                assertThat(opened.constantTimeEquals(other)).isTrue();
            }
        }
        try (SecretBytes tooLong = randomness.secret(6145)) {
            assertThatIllegalArgumentException().isThrownBy(() -> wrapping.wrap(5, domainKey, ROW, tooLong));
        }
    }

    @Test
    void rowsCannotBeSwapped() {
        for (RowIdentity other :
                List.of(
                        RowIdentity.of("key_material", "000000000001", "us-east-1", "key", "id"),
                        RowIdentity.of("key_material", "000000000000", "us-east-2", "key", "id"),
                        RowIdentity.of("key_material", "000000000000", "us-east-1", "key2", "id"),
                        RowIdentity.of("key_material", "000000000000", "us-east-1", "key", "id2"),
                        RowIdentity.of("access_key", "000000000000", "us-east-1", "key", "id"),
                        RowIdentity.of("key_material", "000000000000", "us-east-1", "keyid"),
                        RowIdentity.of("key_material", "000000000000us-east-1", "key", "id"))) {
            assertRefused(this::domainKeys, other, wrapped, "another row");
        }
    }

    @Test
    void noFlippedBitTruncationOrExtensionOpens() {
        for (int bit = 0; bit < 8 * wrapped.length; bit++) {
            byte[] forged = wrapped.clone();
            forged[bit / 8] ^= (byte) (1 << (bit % 8));
            assertRefused(number -> domainKey, ROW, forged, "bit " + bit);
        }
        for (int length = 0; length < 2 * wrapped.length; length++) {
            if (length != wrapped.length) {
                assertRefused(number -> domainKey, ROW, Arrays.copyOf(wrapped, length), "length " + length);
            }
        }
    }

    @Test
    void onlyTheNamedKeyOpens() {
        try (SecretBytes other = randomness.secret(32)) {
            assertRefused(number -> other, ROW, wrapped, "another key under the same number");
            assertRefused(number -> null, ROW, wrapped, "no key");
        }
    }

    @Test
    void theWrappingKeysNumberIsAuthenticated() {
        byte[] renumbered = wrapped.clone();
        renumbered[7] = 6;
        assertRefused(number -> domainKey, ROW, renumbered, "the same key under another number");
    }

    @Test
    void oldDomainKeysStillOpenWhatTheyWrapped() {
        try (SecretBytes newer = randomness.secret(32);
                SecretBytes opened = wrapping.unwrap(Map.of(5, domainKey, 6, newer)::get, ROW, wrapped)) {
            assertThat(opened.constantTimeEquals(secret)).isTrue();
        }
    }

    @Test
    void aHierarchyOfRootDomainKeyAndMaterialOpensFromTheTop() {
        RowIdentity domainRow = RowIdentity.of("domain_key", "5");
        try (SecretBytes root = randomness.secret(32)) {
            byte[] wrappedDomainKey = wrapping.wrap(SecretWrapping.ROOT_KEY, root, domainRow, domainKey);
            try (SecretBytes opened =
                            wrapping.unwrap(number -> number == 0 ? root : null, domainRow, wrappedDomainKey);
                    SecretBytes material = wrapping.unwrap(number -> opened, ROW, wrapped)) {
                assertThat(material.constantTimeEquals(secret)).isTrue();
            }
            assertRefused(number -> domainKey, domainRow, wrappedDomainKey, "a domain key does not open itself");
        }
    }

    @Test
    void aWrappedSecretNeverPassesForACiphertextNorACiphertextForIt() {
        SymmetricEngine engine = new SymmetricEngine(pool);
        CiphertextHeader header = CiphertextHeader.software(1, new Id128(2, 3), new Id128(4, 5));
        byte[] blob = engine.encrypt(domainKey, header, EncryptionContext.EMPTY, new byte[32]);
        assertRefused(number -> domainKey, ROW, blob, "a ciphertext under the same key");
        assertThatThrownBy(() -> engine.decrypt(domainKey, EncryptionContext.EMPTY, wrapped))
                .isInstanceOf(InvalidCiphertextException.class);
        byte[] dressed = Arrays.copyOf(header.toBytes(), 44 + wrapped.length - 8);
        System.arraycopy(wrapped, 8, dressed, 44, wrapped.length - 8);
        assertThatThrownBy(() -> engine.decrypt(domainKey, EncryptionContext.EMPTY, dressed))
                .isInstanceOf(InvalidCiphertextException.class);
        byte[] undressed = Arrays.copyOf(wrapped, 8 + blob.length - 44);
        System.arraycopy(blob, 44, undressed, 8, blob.length - 44);
        assertRefused(number -> domainKey, ROW, undressed, "the body of a ciphertext");
    }

    @Test
    void evenWithEqualHeaderAndContextTheTwoPurposesHaveDifferentKeys() {
        byte[] header = new byte[8];
        CommittedAead.Binding binding = new CommittedAead.Binding(header, new byte[4]);
        byte[] blob = new CommittedAead(pool, Kbkdf.Purpose.CIPHERTEXT).seal(domainKey, binding, new byte[32], 32);
        byte[] target = new byte[32];
        assertThat(new CommittedAead(pool, Kbkdf.Purpose.WRAPPING).open(domainKey, binding, blob, target)).isFalse();
        assertThat(new CommittedAead(pool, Kbkdf.Purpose.CIPHERTEXT).open(domainKey, binding, blob, target)).isTrue();
    }

    @Test
    void wrappingTheSameSecretTwiceGivesUnrelatedBytes() {
        byte[] again = wrapping.wrap(5, domainKey, ROW, secret);
        assertThat(Arrays.copyOfRange(again, 8, again.length))
                .isNotEqualTo(Arrays.copyOfRange(wrapped, 8, wrapped.length));
    }

    @Test
    void keysOfAnotherLengthAndThingsThatAreNotWrappedAreRefused() {
        try (SecretBytes shorter = randomness.secret(31)) {
            assertThatIllegalArgumentException().isThrownBy(() -> wrapping.wrap(1, shorter, ROW, secret));
            assertThatIllegalArgumentException().isThrownBy(() -> wrapping.unwrap(number -> shorter, ROW, wrapped));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> SecretWrapping.wrappingKeyId(new byte[200]));
        assertThatIllegalArgumentException().isThrownBy(() -> SecretWrapping.wrappingKeyId(new byte[3]));
    }
}
