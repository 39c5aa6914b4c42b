package dev.keyhold.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyhold.audit.Change;
import dev.keyhold.audit.CommitStore;
import dev.keyhold.audit.LogHead;
import dev.keyhold.keys.KeyChange;
import dev.keyhold.keys.KeyMaterial;
import dev.keyhold.keys.KeyState;
import dev.keyhold.keys.KmsKey;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A batch is one transaction, and a change within it all or nothing.
public abstract class BatchContract extends OpenStore {

    @Test
    void aFreshLogHasNoHead() {
        assertThat(commits.head()).isEmpty();
        assertThat(store.logs().head(NODE)).isEmpty();
        assertThat(store.logs().nodes()).isEmpty();
    }

    @Test
    void aCommittedBatchSurvivesARestart() {
        KmsKey key = Samples.key(1);
        CommitStore.Batch batch = commits.begin(true);
        assertThat(batch.apply(Samples.create(key))).isTrue();
        batch.append(Samples.entries(0, 3));
        batch.advanceHead(Optional.empty(), Samples.head(3));
        batch.commit();

        restart();

        assertThat(commits.head()).contains(Samples.head(3));
        assertThat(store.keys().key(key.region(), key.id())).contains(key);
        assertThat(Samples.texts(store.logs().read(NODE, 0, 10))).isEqualTo(Samples.texts(Samples.entries(0, 3)));
    }

    @Test
    void aRolledBackBatchLeavesNothing() {
        KmsKey key = Samples.key(1);
        CommitStore.Batch batch = commits.begin(true);
        assertThat(batch.apply(Samples.create(key))).isTrue();
        batch.append(Samples.entries(0, 3));
        batch.advanceHead(Optional.empty(), Samples.head(3));
        batch.advanceEpoch(1, List.of(key.ref()));
        batch.rollback();

        assertThat(commits.head()).isEmpty();
        assertThat(commits.epoch()).isZero();
        assertThat(store.keys().key(key.region(), key.id())).isEmpty();
        assertThat(store.logs().read(NODE, 0, 10)).isEmpty();
    }

    @Test
    void aBatchThatWasOpenWhenTheStoreClosedLeavesNothing() {
        KmsKey key = Samples.key(1);
        CommitStore.Batch batch = commits.begin(true);
        assertThat(batch.apply(Samples.create(key))).isTrue();

        restart();

        assertThat(store.keys().key(key.region(), key.id())).isEmpty();
    }

    @Test
    void aRefusedChangeLeavesNothingAndTheRestOfTheBatchStillApplies() {
        KmsKey first = Samples.key(1);
        KmsKey second = Samples.key(2);
        KmsKey third = Samples.key(3);
        commit(Samples.create(first));
        KmsKey rotated = first.rotatedOnDemand(Samples.materialId(7));
        KeyMaterial withGap = Samples.material(rotated, 5);

        List<Boolean> applied =
                tryAll(
                        Samples.create(second),
                        new KeyChange.RotateKey(rotated, withGap), // updates the key, then fails on the material
                        Samples.create(first),
                        Samples.create(third));

        assertThat(applied).containsExactly(true, false, false, true);
        assertThat(store.keys().key(first.region(), first.id())).contains(first);
        assertThat(store.keys().materials(first.region(), first.id(), -1, 10)).hasSize(1);
        assertThat(store.keys().countKeys(first.account(), first.region())).isEqualTo(3);
    }

    @Test
    void manyRefusedChangesInOneBatchLeaveTheBatchUsable() {
        KmsKey key = Samples.key(1);
        commit(Samples.create(key));
        CommitStore.Batch batch = commits.begin(true);
        for (int i = 0; i < 100; i++) {
            assertThat(batch.apply(Samples.create(key))).isFalse();
            assertThat(batch.apply(new KeyChange.CreateAlias(Samples.alias(Samples.key(99), "gone")))).isFalse();
        }
        assertThat(batch.apply(new KeyChange.UpdateKey(key.withState(new KeyState.Disabled())))).isTrue();
        batch.commit();

        assertThat(store.keys().key(key.region(), key.id()).orElseThrow().state()).isEqualTo(new KeyState.Disabled());
    }

    @Test
    void readersSeeCommittedDataOnly() {
        KmsKey key = Samples.key(1);
        commit(Samples.create(key));
        append(Samples.entries(0, 1));
        CommitStore.Batch batch = commits.begin(true);
        KmsKey disabled = key.withState(new KeyState.Disabled());
        assertThat(batch.apply(new KeyChange.UpdateKey(disabled))).isTrue();
        batch.append(Samples.entries(1, 5));
        batch.advanceHead(Optional.of(Samples.head(1)), Samples.head(5));
        batch.advanceEpoch(1, List.of(key.ref()));

        assertThat(store.keys().key(key.region(), key.id())).contains(key);
        assertThat(store.logs().read(NODE, 0, 10)).hasSize(1);
        assertThat(store.logs().head(NODE)).contains(Samples.head(1));

        batch.commit();
        assertThat(store.keys().key(key.region(), key.id())).contains(disabled);
        assertThat(store.logs().read(NODE, 0, 10)).hasSize(5);
        assertThat(store.logs().head(NODE)).contains(Samples.head(5));
    }

    @Test
    void aHeadThatIsNotTheStoredOneIsNotReplaced() {
        append(Samples.entries(0, 3));
        CommitStore.Batch batch = commits.begin(false);
        batch.append(Samples.entries(5, 6));
        assertThatIllegalStateException()
                .isThrownBy(() -> batch.advanceHead(Optional.of(Samples.head(5)), Samples.head(6)));
    }

    @Test
    void anExistingHeadIsNotTakenForNone() {
        append(Samples.entries(0, 3));
        CommitStore.Batch batch = commits.begin(false);
        assertThatIllegalStateException().isThrownBy(() -> batch.advanceHead(Optional.empty(), Samples.head(0)));
    }

    @Test
    void noHeadIsNotTakenForAnEmptyLogsHead() {
        CommitStore.Batch batch = commits.begin(false);
        assertThatIllegalStateException()
                .isThrownBy(() -> batch.advanceHead(Optional.of(Samples.head(0)), Samples.head(0)));
    }

    @Test
    void aHeadMustCoverTheEntriesOfItsBatchAndNoMore() {
        CommitStore.Batch batch = commits.begin(false);
        batch.append(Samples.entries(0, 3));
        assertThatIllegalStateException().isThrownBy(() -> batch.advanceHead(Optional.empty(), Samples.head(4)));
    }

    @Test
    void entriesMustFollowTheHead() {
        append(Samples.entries(0, 3));
        Optional<LogHead> head = commits.head();
        CommitStore.Batch batch = commits.begin(false);
        batch.append(Samples.entries(4, 5));
        assertThatIllegalStateException().isThrownBy(() -> batch.advanceHead(head, Samples.head(4)));
    }

    @Test
    void entriesMustFollowEachOther() {
        CommitStore.Batch batch = commits.begin(false);
        batch.append(Samples.entries(0, 2));
        assertThatIllegalStateException().isThrownBy(() -> batch.append(Samples.entries(3, 4)));
    }

    @Test
    void anEntryThatIsThereAlreadyFailsTheBatch() {
        append(Samples.entries(0, 3));
        CommitStore.Batch batch = commits.begin(false);
        assertThatThrownBy(() -> batch.append(Samples.entries(2, 3))).isInstanceOf(StoreException.class);
    }

    @Test
    void afterAFailureNothingIsWrittenAnyMore() {
        CommitStore.Batch batch = commits.begin(true);
        KmsKey key = Samples.key(1);
        assertThat(batch.apply(Samples.create(key))).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> batch.advanceHead(Optional.empty(), Samples.head(4)));

        assertThatThrownBy(batch::commit).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> commits.begin(false)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> commits.dropBundled(0, 0)).isInstanceOf(StoreException.class);
        assertThat(store.keys().key(key.region(), key.id())).isEmpty();

        restart();
        assertThat(store.keys().key(key.region(), key.id())).isEmpty();
        commit(Samples.create(key));
    }

    @Test
    void aChangeThatTheStoreDoesNotKnowFailsTheBatch() {
        CommitStore.Batch batch = commits.begin(true);
        Change unknown = List::of;
        assertThatThrownBy(() -> batch.apply(unknown)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(batch::commit).isInstanceOf(StoreException.class);
    }

    @Test
    void aBatchForEntriesOnlyTakesNoChange() {
        CommitStore.Batch batch = commits.begin(false);
        assertThatIllegalStateException().isThrownBy(() -> batch.apply(Samples.create(Samples.key(1))));
    }

    @Test
    void aBatchForEntriesOnlyDoesNotAdvanceTheEpoch() {
        CommitStore.Batch batch = commits.begin(false);
        assertThatIllegalStateException().isThrownBy(() -> batch.advanceEpoch(1, List.of()));
    }

    @Test
    void aBatchEndsOnce() {
        CommitStore.Batch batch = commits.begin(true);
        batch.commit();
        assertThatIllegalStateException().isThrownBy(batch::commit);
        assertThatIllegalStateException().isThrownBy(batch::rollback);
        assertThatIllegalStateException().isThrownBy(() -> batch.apply(Samples.create(Samples.key(1))));
        assertThatIllegalStateException().isThrownBy(() -> batch.append(Samples.entries(0, 1)));
    }

    @Test
    void oneBatchIsOpenAtATime() {
        CommitStore.Batch batch = commits.begin(true);
        assertThatIllegalStateException().isThrownBy(() -> commits.begin(true));
        assertThatIllegalStateException().isThrownBy(() -> commits.dropBundled(0, 0));
        batch.rollback();
        commits.begin(false).rollback();
    }

    @Test
    void aNodeNameMustBeFitForADirectory() {
        for (String name : List.of("", "..", "a/b", "-x", "é", "a b", "x".repeat(64))) {
            commits.close();
            assertThatThrownBy(() -> store.commits(name)).as(name).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
