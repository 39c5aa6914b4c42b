package dev.keyhold.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyhold.transparency.verify.ConsistencyProof;
import dev.keyhold.transparency.verify.InclusionProof;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// The published vectors of transparency-dev/merkle against the verifier's proof checks.
///
/// Keyhold publishes no subtree proofs. Those about inclusion still apply, because a subtree is a tree of its own: all
/// of them run. Of those about consistency, the ones that start at entry 0 are ordinary consistency proofs and run,
/// except that the vectors call an empty subtree consistent with everything while we refuse an empty old tree, which
/// says nothing (2 cases). The 16 that start elsewhere describe something that the verifier has no way to be asked.
class MerkleVectorsTest {
    private record Case(Map<?, ?> members) {
        long number(String name) {
            return Long.parseUnsignedLong((String) members.get(name));
        }

        byte[] bytes(String name) {
            return members.get(name) instanceof String text ? Base64.getDecoder().decode(text) : new byte[0];
        }

        List<byte[]> proof() {
            return list(members, "proof").stream().map(hash -> Base64.getDecoder().decode((String) hash)).toList();
        }

        boolean mustFail() {
            return Boolean.TRUE.equals(members.get("wantErr"));
        }
    }

    @Test
    void everyInclusionCaseIsDecidedAsPublished() throws IOException {
        List<Case> cases = cases("inclusion");
        assertDecidedAsPublished(
                cases,
                c ->
                        InclusionProof.verify(
                                c.bytes("leafHash"),
                                c.number("leafIdx"),
                                c.number("treeSize"),
                                c.proof(),
                                c.bytes("root")));
        assertThat(mustFail(cases)).isEqualTo(92);
    }

    @Test
    void everyConsistencyCaseIsDecidedAsPublished() throws IOException {
        List<Case> cases = cases("consistency");
        assertDecidedAsPublished(
                cases,
                c ->
                        ConsistencyProof.verify(
                                c.number("size1"), c.bytes("root1"), c.number("size2"), c.bytes("root2"), c.proof()));
        assertThat(mustFail(cases)).isEqualTo(92);
    }

    @Test
    void everySubtreeInclusionCaseIsDecidedAsPublishedForTheSubtreeAsATree() throws IOException {
        List<Case> cases = cases("subtreeinclusion");
        assertDecidedAsPublished(cases, MerkleVectorsTest::verifyInSubtree);
        assertThat(mustFail(cases)).isEqualTo(192);
    }

    @Test
    void everySubtreeConsistencyCaseFromEntryZeroIsDecidedAsPublishedOrRefusedWhereEmpty() throws IOException {
        List<Case> cases = cases("subtreeconsistency").stream().filter(c -> c.number("start") == 0).toList();
        assertDecidedAsPublished(
                cases.stream().filter(c -> c.mustFail() || c.number("end") > 0).toList(),
                MerkleVectorsTest::verifyPrefix);
        assertThat(cases.stream().filter(c -> !c.mustFail() && c.number("end") == 0))
                .hasSize(2)
                .noneMatch(MerkleVectorsTest::verifyPrefix);
        assertThat(mustFail(cases)).isEqualTo(94);
    }

    private static boolean verifyPrefix(Case c) {
        return ConsistencyProof.verify(
                c.number("end"), c.bytes("root1"), c.number("size"), c.bytes("root2"), c.proof());
    }

    /// A subtree must start at a multiple of its size rounded up to a power of two.
    private static boolean verifyInSubtree(Case c) {
        long start = c.number("start");
        long width = c.number("end") - start;
        boolean isSubtree = width > 0 && start % Long.highestOneBit(2 * width - 1) == 0;
        return isSubtree
                && InclusionProof.verify(
                        c.bytes("leafHash"), c.number("leafIdx") - start, width, c.proof(), c.bytes("root"));
    }

    private static void assertDecidedAsPublished(List<Case> cases, Predicate<Case> verifier) {
        assertThat(cases).isNotEmpty();
        assertThat(cases).allSatisfy(c -> assertThat(verifier.test(c)).isNotEqualTo(c.mustFail()));
    }

    private static long mustFail(List<Case> cases) {
        return cases.stream().filter(Case::mustFail).count();
    }

    private static List<Case> cases(String set) throws IOException {
        Map<?, ?> sets = (Map<?, ?>) VectorJson.parse(SharedVectors.read("tlog-merkle-vectors.json"));
        return list(sets, set).stream().map(c -> new Case((Map<?, ?>) c)).toList();
    }

    private static List<?> list(Map<?, ?> members, String name) {
        return (List<?>) Objects.requireNonNull(members.get(name), name);
    }
}
