package dev.keyhold.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyhold.transparency.verify.ConsistencyProof;
import dev.keyhold.transparency.verify.InclusionProof;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The writer's proofs, made by the recursive definitions, against the verifier's iterative algorithms.
class MerkleProofsTest {
    private static final int LARGEST = 130;
    private static final TestLog LOG = TestLog.of(LARGEST);
    private static final MerkleProofs PROOFS = new MerkleProofs(LOG.hashes());

    @Test
    void everyEntryOfEverySmallTreeIsShownToBeInIt() {
        for (int size = 1; size <= LARGEST; size++) {
            byte[] root = LOG.prefix(size).frontier().root().bytes();
            assertThat(PROOFS.root(size).bytes()).isEqualTo(root);
            for (int index = 0; index < size; index++) {
                byte[] leaf = InclusionProof.leafHash(LOG.envelopes.get(index));
                assertThat(InclusionProof.verify(leaf, index, size, bytes(PROOFS.inclusion(index, size)), root))
                        .as("entry %d of %d", index, size)
                        .isTrue();
            }
        }
    }

    @Test
    void everySmallTreeIsShownToBeAPrefixOfEveryLaterOne() {
        for (int size = 1; size <= LARGEST; size++) {
            for (int old = 1; old <= size; old++) {
                assertThat(consistent(old, size, bytes(PROOFS.consistency(old, size))))
                        .as("%d in %d", old, size)
                        .isTrue();
            }
        }
    }

    @Test
    void anInclusionProofIsGoodForNoOtherEntrySizeOrRoot() {
        for (int size = 2; size <= 40; size++) {
            byte[] root = PROOFS.root(size).bytes();
            for (int index = 0; index < size; index++) {
                List<byte[]> proof = bytes(PROOFS.inclusion(index, size));
                byte[] leaf = InclusionProof.leafHash(LOG.envelopes.get(index));
                byte[] otherLeaf = InclusionProof.leafHash(LOG.envelopes.get((index + 1) % size));
                assertThat(InclusionProof.verify(otherLeaf, index, size, proof, root)).isFalse();
                assertThat(InclusionProof.verify(leaf, (index + 1) % size, size, proof, root)).isFalse();
                assertThat(InclusionProof.verify(leaf, index, size, proof, PROOFS.root(size - 1).bytes())).isFalse();
                assertThat(InclusionProof.verify(leaf, -1, size, proof, root)).isFalse();
                assertThat(InclusionProof.verify(leaf, size, size, proof, root)).isFalse();
                assertThat(InclusionProof.verify(leaf, index, 0, proof, root)).isFalse();
                assertThat(InclusionProof.verify(new byte[31], index, size, proof, root)).isFalse();
            }
        }
    }

    @Test
    void noProofSurvivesAChangedBitAMissingOrAnAdditionalHash() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            int size = 2 + random.nextInt(LARGEST - 1);
            int old = 1 + random.nextInt(size - 1);
            List<byte[]> proof = spoiled(bytes(PROOFS.consistency(old, size)), random);
            assertThat(consistent(old, size, proof)).as("seed %d: %d in %d", seed, old, size).isFalse();
            List<byte[]> path = spoiled(bytes(PROOFS.inclusion(old, size)), random);
            byte[] leaf = InclusionProof.leafHash(LOG.envelopes.get(old));
            assertThat(InclusionProof.verify(leaf, old, size, path, PROOFS.root(size).bytes()))
                    .as("seed %d: entry %d of %d", seed, old, size)
                    .isFalse();
        }
    }

    @Test
    void aTreeWithAnotherEntryIsNotConsistent() {
        TestLog forked = LOG.prefix(60);
        forked.envelopes.set(13, new byte[] {1});
        MerkleProofs forkedProofs = new MerkleProofs(forked.hashes());
        for (int old = 14; old < 60; old++) {
            byte[] oldRoot = PROOFS.root(old).bytes();
            byte[] newRoot = forkedProofs.root(60).bytes();
            for (MerkleProofs maker : List.of(PROOFS, forkedProofs)) {
                List<byte[]> proof = bytes(maker.consistency(old, 60));
                assertThat(ConsistencyProof.verify(old, oldRoot, 60, newRoot, proof)).isFalse();
            }
        }
    }

    @Test
    void proofsFromTilesAreThoseFromTheTree() {
        TestLog log = TestLog.of(66_000);
        Map<String, byte[]> files = log.files();
        List<String> read = new ArrayList<>();
        TileHashReader tiles =
                new TileHashReader(
                        log.size(),
                        path -> {
                            read.add(path.path());
                            return Objects.requireNonNull(files.get(path.path()), path.path());
                        });
        MerkleProofs proofs = new MerkleProofs(tiles);
        byte[] root = log.frontier().root().bytes();
        assertThat(proofs.root(log.size()).bytes()).isEqualTo(root);
        for (int index : new int[] {0, 255, 256, 65_535, 65_536, 65_791, 65_792, 65_999}) {
            byte[] leaf = InclusionProof.leafHash(log.envelopes.get(index));
            List<byte[]> proof = bytes(proofs.inclusion(index, log.size()));
            assertThat(InclusionProof.verify(leaf, index, log.size(), proof, root)).as("entry %d", index).isTrue();
        }
        assertThat(read).contains("tile/0/257.p/208", "tile/1/000", "tile/1/001.p/1", "tile/2/000.p/1");
        for (int old : new int[] {1, 255, 256, 257, 65_535, 65_536, 65_537, 66_000}) {
            List<byte[]> proof = bytes(proofs.consistency(old, log.size()));
            byte[] oldRoot = log.prefix(old).frontier().root().bytes();
            assertThat(ConsistencyProof.verify(old, oldRoot, log.size(), root, proof)).as("%d", old).isTrue();
        }
    }

    @Test
    void aTileOfAnotherLengthIsRefused() {
        TileHashReader tiles = new TileHashReader(300, path -> new byte[path.width() * 32 - 1]);
        assertThatThrownBy(() -> tiles.hash(0, 7)).isInstanceOf(LogFormatException.class);
    }

    @Test
    void aSubtreeThatIsNotCompleteIsRefused() {
        TileHashReader tiles = new TileHashReader(300, path -> new byte[path.width() * 32]);
        assertThatThrownBy(() -> tiles.hash(0, 300)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tiles.hash(3, 37)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tiles.hash(9, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tiles.hash(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tiles.hash(64, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tiles.hash(0, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aProofOfSomethingThatCannotBeIsRefused() {
        assertThatThrownBy(() -> PROOFS.inclusion(5, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PROOFS.inclusion(-1, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PROOFS.consistency(0, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PROOFS.consistency(6, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean consistent(int old, int size, List<byte[]> proof) {
        return ConsistencyProof.verify(old, PROOFS.root(old).bytes(), size, PROOFS.root(size).bytes(), proof);
    }

    private static List<byte[]> spoiled(List<byte[]> proof, Random random) {
        List<byte[]> spoiled = new ArrayList<>(proof);
        int at = random.nextInt(proof.size());
        switch (random.nextInt(4)) {
            case 0 -> spoiled.remove(at);
            case 1 -> spoiled.add(at, spoiled.get(at));
            case 2 -> spoiled.set(at, Arrays.copyOf(spoiled.get(at), 31));
            default -> {
                byte[] hash = spoiled.get(at).clone();
                hash[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
                spoiled.set(at, hash);
            }
        }
        return spoiled;
    }

    private static List<byte[]> bytes(List<Hash> hashes) {
        return hashes.stream().map(Hash::bytes).toList();
    }
}
