package dev.keyhold.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TreeFrontierTest {
    @Test
    void theEmptyTreeHasTheHashOfNothing() {
        assertThat(new TreeFrontier().root())
                .hasToString("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    /// The eight leaves that the tests of Certificate Transparency logs use, and their published roots.
    @Test
    void theKnownTreeOfCertificateTransparencyHasItsPublishedRoots() {
        String[] leaves = {
            "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"
        };
        String[] roots = {
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
        };
        TreeFrontier frontier = new TreeFrontier();
        for (int i = 0; i < leaves.length; i++) {
            frontier.appendEntry(HexFormat.of().parseHex(leaves[i]));
            assertThat(frontier.root()).hasToString(roots[i]);
        }
    }

    @Test
    void theRootIsThatOfTheRecursiveDefinitionAndTheEncodingRoundTripsAtEverySizeUpTo1100() {
        List<byte[]> entries = new ArrayList<>();
        TreeFrontier frontier = new TreeFrontier();
        TreeFrontier restored = new TreeFrontier();
        for (int size = 0; size <= 1100; size++) {
            Hash expected = Hash.of(mth(entries));
            assertThat(frontier.size()).isEqualTo(size);
            assertThat(frontier.root()).as("size %d", size).isEqualTo(expected);
            assertThat(restored.root()).as("restored, size %d", size).isEqualTo(expected);
            byte[] encoded = frontier.encode();
            restored = TreeFrontier.decode(encoded);
            assertThat(restored.encode()).as("encoding, size %d", size).isEqualTo(encoded);
            byte[] entry = ("entry " + size).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            entries.add(entry);
            frontier.appendEntry(entry);
            restored.append(new MerkleHasher().leaf(entry));
        }
    }

    @Test
    void theRootIsThatOfTheRecursiveDefinitionAtRandomSizes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 10; round++) {
            List<byte[]> entries = new ArrayList<>();
            TreeFrontier frontier = new TreeFrontier();
            int size = random.nextInt(20_000);
            for (int i = 0; i < size; i++) {
                byte[] entry = new byte[random.nextInt(40)];
                random.nextBytes(entry);
                entries.add(entry);
                frontier.appendEntry(entry);
            }
            assertThat(frontier.root()).as("seed %d, size %d", seed, size).isEqualTo(Hash.of(mth(entries)));
        }
    }

    @Test
    void aBatchThatIsGivenUpLeavesTheOriginalAsItWas() {
        TreeFrontier committed = TestLog.of(37).frontier();
        byte[] before = committed.encode();
        TreeFrontier batch = committed.copy();
        for (int i = 0; i < 100; i++) {
            batch.appendEntry(new byte[] {(byte) i});
        }
        assertThat(committed.encode()).isEqualTo(before);
        assertThat(committed.root()).isNotEqualTo(batch.root());
        assertThat(committed.copy()).isEqualTo(committed).hasSameHashCodeAs(committed);
        assertThat(batch).isNotEqualTo(committed);
    }

    @Test
    void readingTheRootDoesNotDisturbTheTree() {
        TreeFrontier read = new TreeFrontier();
        TreeFrontier unread = new TreeFrontier();
        for (int i = 0; i < 50; i++) {
            read.appendEntry(new byte[] {(byte) i});
            unread.appendEntry(new byte[] {(byte) i});
            read.root();
        }
        assertThat(read).isEqualTo(unread);
    }

    @Test
    void anEncodingWithAMissingOrAnAdditionalByteIsRefused() {
        for (int size = 0; size < 70; size++) {
            byte[] encoded = TestLog.of(size).frontier().encode();
            assertThatThrownBy(() -> TreeFrontier.decode(Arrays.copyOf(encoded, encoded.length - 1)))
                    .isInstanceOf(LogFormatException.class);
            assertThatThrownBy(() -> TreeFrontier.decode(Arrays.copyOf(encoded, encoded.length + 1)))
                    .isInstanceOf(LogFormatException.class);
        }
    }

    @Test
    void aNegativeSizeIsRefused() {
        byte[] encoded = ByteBuffer.allocate(8 + 32).putLong(Long.MIN_VALUE).array();
        assertThatThrownBy(() -> TreeFrontier.decode(encoded)).isInstanceOf(LogFormatException.class);
    }

    @Test
    void theLargestTreeCanBeDecodedButNotGrow() {
        byte[] encoded = ByteBuffer.allocate(8 + 63 * 32).putLong(Long.MAX_VALUE).array();
        TreeFrontier full = TreeFrontier.decode(encoded);
        assertThat(full.size()).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> full.appendEntry(new byte[1])).isInstanceOf(IllegalStateException.class);
        assertThat(full.encode()).isEqualTo(encoded);
    }

    /// MTH of RFC 6962 section 2.1, as it stands there.
    private static byte[] mth(List<byte[]> entries) {
        if (entries.isEmpty()) {
            return sha256();
        }
        if (entries.size() == 1) {
            return sha256(new byte[] {0}, entries.getFirst());
        }
        int k = Integer.highestOneBit(entries.size() - 1);
        return sha256(new byte[] {1}, mth(entries.subList(0, k)), mth(entries.subList(k, entries.size())));
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
