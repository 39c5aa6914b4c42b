package dev.keyhold.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.keyhold.audit.CommitStore;
import dev.keyhold.audit.EntityRef;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The store remembers what changed at which epoch, for a bounded number of epochs.
public abstract class EpochContract extends OpenStore {

    private static final EntityRef KEY = new EntityRef("key/us-east-1/1");
    private static final EntityRef USER = new EntityRef("user/111122223333/alice");
    private static final EntityRef ALIAS = new EntityRef("alias/111122223333/us-east-1/alias/a");

    private void advance(long epoch, EntityRef... changed) {
        CommitStore.Batch batch = commits.begin(true);
        batch.advanceEpoch(epoch, List.of(changed));
        assertThat(batch.epoch()).isEqualTo(epoch);
        batch.commit();
    }

    private Optional<List<EntityRef>> changedSince(long known) {
        CommitStore.Batch batch = commits.begin(false);
        Optional<List<EntityRef>> changed = batch.changedSince(known);
        batch.rollback();
        return changed;
    }

    @Test
    void aFreshStoreIsAtEpochZeroAndNothingHasChanged() {
        assertThat(commits.epoch()).isZero();
        assertThat(changedSince(0)).contains(List.of());
    }

    @Test
    void whatChangedIsRememberedOldestFirst() {
        advance(1, USER);
        advance(2, KEY, ALIAS);
        advance(3, USER);

        restart();

        assertThat(commits.epoch()).isEqualTo(3);
        assertThat(changedSince(0)).contains(List.of(USER, ALIAS, KEY, USER));
        assertThat(changedSince(1)).contains(List.of(ALIAS, KEY, USER));
        assertThat(changedSince(2)).contains(List.of(USER));
        assertThat(changedSince(3)).contains(List.of());
    }

    @Test
    void anEntityThatChangedTwiceInABatchIsRememberedOnce() {
        advance(1, KEY, KEY);
        assertThat(changedSince(0)).contains(List.of(KEY));
    }

    @Test
    void anEpochThatChangedNothingNamedIsStillKnown() {
        advance(1);
        advance(2, KEY);
        advance(3);
        assertThat(changedSince(0)).contains(List.of(KEY));
        assertThat(changedSince(2)).contains(List.of());
    }

    @Test
    void aBatchSeesItsOwnAdvance() {
        CommitStore.Batch batch = commits.begin(true);
        batch.advanceEpoch(1, List.of(KEY));
        assertThat(batch.changedSince(0)).contains(List.of(KEY));
        batch.rollback();
        assertThat(changedSince(0)).contains(List.of());
    }

    @Test
    void anEpochOfTheFutureMeansThatNothingIsKnown() {
        advance(1, KEY);
        assertThat(changedSince(2)).isEmpty();
    }

    @Test
    void whatIsTooLongAgoIsForgottenAndSaidToBe() {
        advance(1, KEY);
        advance(2, USER);
        advance(EpochRow.REMEMBERED + 1, ALIAS);

        assertThat(changedSince(0)).isEmpty();
        assertThat(changedSince(1)).contains(List.of(USER, ALIAS));
        assertThat(changedSince(2)).contains(List.of(ALIAS));

        advance(EpochRow.REMEMBERED + 2, KEY);

        restart();
        assertThat(changedSince(1)).isEmpty();
        assertThat(changedSince(2)).contains(List.of(ALIAS, KEY));
    }

    @Test
    void anEpochDoesNotGoBack() {
        advance(5, KEY);
        CommitStore.Batch batch = commits.begin(true);
        assertThatIllegalStateException().isThrownBy(() -> batch.advanceEpoch(4, List.of(KEY)));
    }

    @Test
    void anEpochDoesNotStandStill() {
        advance(5, KEY);
        CommitStore.Batch batch = commits.begin(true);
        assertThatIllegalStateException().isThrownBy(() -> batch.advanceEpoch(5, List.of(KEY)));
    }
}
