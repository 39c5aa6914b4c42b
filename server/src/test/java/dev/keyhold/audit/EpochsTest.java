package dev.keyhold.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EpochsTest {

    private static final EntityRef KEY = new EntityRef("key/eu-central-1/one");
    private static final EntityRef OTHER = new EntityRef("key/eu-central-1/other");

    private final Epochs epochs = new Epochs(10);

    @Test
    void whatWasReadBeforeTheStartCountsAsChanged() {
        assertThat(epochs.unchangedSince(9, KEY)).isFalse();
        assertThat(epochs.holds(new Basis(9, List.of(KEY)))).isFalse();
    }

    @Test
    void whatWasReadAtTheStartHolds() {
        assertThat(epochs.current()).isEqualTo(10);
        assertThat(epochs.unchangedSince(10, KEY)).isTrue();
        assertThat(epochs.holds(new Basis(10, List.of(KEY)))).isTrue();
    }

    @Test
    void aChangeEndsWhatWasReadBeforeIt() {
        epochs.advance(11, List.of(KEY));
        assertThat(epochs.current()).isEqualTo(11);
        assertThat(epochs.unchangedSince(10, KEY)).isFalse();
        assertThat(epochs.holds(new Basis(10, List.of(OTHER, KEY)))).isFalse();
    }

    @Test
    void aChangeLeavesWhatWasReadOfOthers() {
        epochs.advance(11, List.of(KEY));
        assertThat(epochs.unchangedSince(10, OTHER)).isTrue();
        assertThat(epochs.holds(new Basis(10, List.of(OTHER)))).isTrue();
    }

    @Test
    void whatWasReadAfterTheChangeHolds() {
        epochs.advance(11, List.of(KEY));
        epochs.advance(12, List.of(OTHER));
        assertThat(epochs.unchangedSince(11, KEY)).isTrue();
        assertThat(epochs.holds(new Basis(11, List.of(KEY)))).isTrue();
        assertThat(epochs.holds(new Basis(11, List.of(KEY, OTHER)))).isFalse();
    }

    @Test
    void severalEpochsMayBeLearntAtOnceAsTheNewestOfThem() {
        epochs.advance(15, List.of(KEY, OTHER));
        assertThat(epochs.unchangedSince(14, KEY)).isFalse();
        assertThat(epochs.unchangedSince(15, KEY)).isTrue();
    }

    @Test
    void forgettingEndsEverythingThatWasReadBefore() {
        epochs.forgetEverything(20);
        assertThat(epochs.current()).isEqualTo(20);
        assertThat(epochs.unchangedSince(19, OTHER)).isFalse();
        assertThat(epochs.holds(new Basis(19, List.of(OTHER)))).isFalse();
        assertThat(epochs.unchangedSince(20, OTHER)).isTrue();
    }

    @Test
    void aDecisionThatReadNothingHoldsForEver() {
        epochs.forgetEverything(20);
        assertThat(epochs.holds(new Basis(10, List.of()))).isTrue();
        epochs.advance(21, List.of(KEY));
        assertThat(epochs.holds(new Basis(20, List.of()))).isTrue();
    }

    @Test
    void tooManyChangesToRememberEndEverythingThatWasReadBefore() {
        List<EntityRef> many = IntStream.range(0, 200_000).mapToObj(number -> new EntityRef("key/" + number)).toList();
        epochs.advance(11, many);
        assertThat(epochs.unchangedSince(10, OTHER)).isTrue();

        epochs.advance(12, List.of(KEY));
        assertThat(epochs.unchangedSince(11, many.getFirst())).isFalse();
        assertThat(epochs.unchangedSince(11, OTHER)).isFalse();
        assertThat(epochs.unchangedSince(12, OTHER)).isTrue();
    }

    @Test
    void aReadSetFixesItsEpochBeforeTheFirstRead() {
        ReadSet reads = new ReadSet(epochs);
        epochs.advance(11, List.of(KEY));
        reads.note(KEY);
        assertThat(reads.basis()).isEqualTo(new Basis(10, List.of(KEY)));
        assertThat(epochs.holds(reads.basis())).isFalse();
    }

    @Test
    void aLaterReadDoesNotSlipIntoABasis() {
        ReadSet reads = new ReadSet(epochs);
        reads.note(KEY);
        Basis basis = reads.basis();
        reads.note(OTHER);
        assertThat(basis.read()).containsExactly(KEY);
    }
}
