package dev.keyhold.store;

import static dev.keyhold.store.Samples.ACCOUNT;
import static dev.keyhold.store.Samples.OTHER_ACCOUNT;
import static dev.keyhold.store.Samples.OTHER_REGION;
import static dev.keyhold.store.Samples.REGION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keyhold.audit.CommitStore;
import dev.keyhold.keys.Alias;
import dev.keyhold.keys.DueKey;
import dev.keyhold.keys.KeyChange;
import dev.keyhold.keys.KeyMaterial;
import dev.keyhold.keys.KeyState;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.keys.RotationSchedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Every change of keys and aliases applies when its precondition holds, and is refused without a trace when not.
public abstract class KeyChangeContract extends OpenStore {

    private final KmsKey key = Samples.key(1);
    private final Alias alias = Samples.alias(key, "orders");

    private Optional<KmsKey> stored() {
        return store.keys().key(REGION, key.id());
    }

    private Optional<Alias> storedAlias() {
        return store.keys().alias(ACCOUNT, REGION, alias.name());
    }

    private static KmsKey atVersion(KmsKey key, long version) {
        KmsKey changed = key;
        while (changed.version() < version) {
            changed = changed.withState(new KeyState.Disabled());
        }
        return changed;
    }

    @Test
    void aKeyIsCreatedWithItsMaterial() {
        commit(Samples.create(key));
        assertThat(stored()).contains(key);
        assertThat(store.keys().materials(REGION, key.id(), -1, 10)).containsExactly(Samples.material(key, 0));
    }

    @Test
    void aKeyIdIsTakenForAllAccountsOfTheRegion() {
        commit(Samples.create(key));
        assertThat(tryOne(Samples.create(key))).isFalse();
        assertThat(tryOne(Samples.create(Samples.key(OTHER_ACCOUNT, REGION, 1)))).isFalse();
        assertThat(stored()).contains(key);
        assertThat(store.keys().countKeys(OTHER_ACCOUNT, REGION)).isZero();
    }

    @Test
    void aKeyIdIsFreeInAnotherRegion() {
        KmsKey elsewhere = Samples.key(OTHER_ACCOUNT, OTHER_REGION, 1);
        commit(Samples.create(key), Samples.create(elsewhere));
        assertThat(stored()).contains(key);
        assertThat(store.keys().key(OTHER_REGION, key.id())).contains(elsewhere);
    }

    @Test
    void theFirstMaterialMustBeNumberZeroAndTheKeysOwn() {
        KmsKey other = Samples.key(2);
        for (KeyMaterial wrong : new KeyMaterial[] {Samples.material(key, 1), Samples.material(other, 0)}) {
            CommitStore.Batch batch = commits.begin(true);
            assertThatIllegalArgumentException().isThrownBy(() -> batch.apply(new KeyChange.CreateKey(key, wrong)));
            restart();
        }
        assertThat(stored()).isEmpty();
    }

    @Test
    void aKeyIsUpdatedFromTheVersionBefore() {
        commit(Samples.create(key));
        KmsKey disabled = key.withState(new KeyState.Disabled());
        KmsKey withPolicy = disabled.withPolicy("{}");
        commit(new KeyChange.UpdateKey(disabled), new KeyChange.UpdateKey(withPolicy));
        assertThat(stored()).contains(withPolicy);
    }

    @Test
    void aKeyIsNotUpdatedFromAnotherVersion() {
        commit(Samples.create(key), new KeyChange.UpdateKey(atVersion(key, 2)));
        for (long version : new long[] {2, 4, 5}) {
            assertThat(tryOne(new KeyChange.UpdateKey(atVersion(key, version)))).isFalse();
        }
        assertThat(tryOne(new KeyChange.UpdateKey(key))).isFalse();
        assertThat(stored()).contains(atVersion(key, 2));
    }

    @Test
    void aKeyThatIsNotThereIsNotUpdated() {
        assertThat(tryOne(new KeyChange.UpdateKey(atVersion(key, 2)))).isFalse();
        assertThat(stored()).isEmpty();
    }

    @Test
    void aKeyIsNotUpdatedAsAnotherAccountsOrRegions() {
        commit(Samples.create(key));
        KmsKey ofOther = Samples.key(OTHER_ACCOUNT, REGION, 1);
        KmsKey elsewhere = Samples.key(ACCOUNT, OTHER_REGION, 1);
        assertThat(tryOne(new KeyChange.UpdateKey(atVersion(ofOther, 2)))).isFalse();
        assertThat(tryOne(new KeyChange.UpdateKey(atVersion(elsewhere, 2)))).isFalse();
        assertThat(stored()).contains(key);
    }

    @Test
    void aRotationAddsTheNextMaterialAndKeepsTheOthers() {
        commit(Samples.create(key));
        KmsKey once = key.rotatedOnDemand(Samples.materialId(101));
        KmsKey twice = once.rotatedOnDemand(Samples.materialId(102));
        commit(new KeyChange.RotateKey(once, Samples.material(once, 1)));
        commit(new KeyChange.RotateKey(twice, Samples.material(twice, 2)));

        assertThat(stored()).contains(twice);
        assertThat(store.keys().materials(REGION, key.id(), -1, 10))
                .containsExactly(Samples.material(key, 0), Samples.material(once, 1), Samples.material(twice, 2));
    }

    @Test
    void aDeletedKeyIsGoneWithItsMaterialsAndAliasesAndNoOtherIs() {
        KmsKey other = Samples.key(2);
        Alias ofOther = Samples.alias(other, "others");
        commit(Samples.create(key), Samples.create(other));
        commit(new KeyChange.CreateAlias(alias), new KeyChange.CreateAlias(ofOther));
        KmsKey rotated = key.rotatedOnDemand(Samples.materialId(101));
        commit(new KeyChange.RotateKey(rotated, Samples.material(rotated, 1)));

        commit(new KeyChange.DeleteKey(rotated, List.of(alias)));
        assertThat(stored()).isEmpty();
        assertThat(storedAlias()).isEmpty();
        assertThat(store.keys().materials(REGION, key.id(), -1, 10)).isEmpty();
        assertThat(store.keys().keyIds(ACCOUNT, REGION, "", 10)).containsExactly(other.id());
        assertThat(store.keys().aliases(ACCOUNT, REGION, "", 10)).containsExactly(ofOther);
        assertThat(store.keys().materials(REGION, other.id(), -1, 10)).hasSize(1);
    }

    @Test
    void aKeyIsNotDeletedFromAnotherVersionAndKeepsEverything() {
        commit(Samples.create(key), new KeyChange.UpdateKey(atVersion(key, 2)));
        commit(new KeyChange.CreateAlias(alias));
        for (KmsKey wrong : List.of(key, atVersion(key, 3), Samples.key(OTHER_ACCOUNT, REGION, 1), Samples.key(9))) {
            assertThat(tryOne(new KeyChange.DeleteKey(wrong, List.of(alias)))).isFalse();
        }
        assertThat(stored()).contains(atVersion(key, 2));
        assertThat(storedAlias()).contains(alias);
        assertThat(store.keys().materials(REGION, key.id(), -1, 10)).hasSize(1);
    }

    private void schedule(KmsKey of, Instant next) {
        commit(
                Samples.create(of),
                new KeyChange.UpdateKey(of.withSchedule(Optional.of(new RotationSchedule(90, next)))));
    }

    private List<DueKey> due(Instant now) {
        return store.keys().due(now, Optional.empty(), 10);
    }

    @Test
    void aKeyIsDueFromTheDateOfItsNextRotationOn() {
        Instant next = Samples.TIME.plusSeconds(60);
        schedule(key, next);
        assertThat(due(next.minusNanos(1))).isEmpty();
        assertThat(due(next)).containsExactly(new DueKey(next, ACCOUNT, REGION, key.id(), DueKey.Act.ROTATE));
    }

    @Test
    void aDisabledKeyIsNotDueAndIsAgainWhenEnabled() {
        Instant next = Samples.TIME.plusSeconds(60);
        schedule(key, next);
        KmsKey disabled = stored().orElseThrow().withState(new KeyState.Disabled());
        commit(new KeyChange.UpdateKey(disabled));
        assertThat(due(next)).isEmpty();
        commit(new KeyChange.UpdateKey(disabled.withState(new KeyState.Enabled())));
        assertThat(due(next)).hasSize(1);
    }

    @Test
    void aKeyThatWaitsForItsDeletionIsDueOnThatDateOnly() {
        Instant deletion = Samples.TIME.plusSeconds(600);
        schedule(key, Samples.TIME.plusSeconds(60));
        commit(new KeyChange.UpdateKey(stored().orElseThrow().withState(new KeyState.PendingDeletion(deletion))));
        assertThat(stored().orElseThrow().state()).isEqualTo(new KeyState.PendingDeletion(deletion));
        assertThat(due(deletion.minusNanos(1))).isEmpty();
        assertThat(due(deletion)).containsExactly(new DueKey(deletion, ACCOUNT, REGION, key.id(), DueKey.Act.DELETE));
    }

    @Test
    void dueKeysComeOldestFirstInPages() {
        for (int number = 1; number <= 7; number++) {
            schedule(Samples.key(number), Samples.TIME.minusSeconds(number % 3));
        }
        List<DueKey> all = due(Samples.TIME);
        assertThat(all).hasSize(7).isSortedAccordingTo(Comparator.comparing(DueKey::due));
        List<DueKey> paged = new ArrayList<>();
        for (List<DueKey> page = store.keys().due(Samples.TIME, Optional.empty(), 2);
                !page.isEmpty();
                page = store.keys().due(Samples.TIME, Optional.of(page.getLast()), 2)) {
            paged.addAll(page);
        }
        assertThat(paged).isEqualTo(all);
    }

    @Test
    void aRotationFromAnotherVersionIsRefused() {
        commit(Samples.create(key), new KeyChange.UpdateKey(atVersion(key, 2)));
        KmsKey rotated = key.rotatedOnDemand(Samples.materialId(101));
        assertThat(tryOne(new KeyChange.RotateKey(rotated, Samples.material(rotated, 1)))).isFalse();
        assertThat(stored()).contains(atVersion(key, 2));
        assertThat(store.keys().materials(REGION, key.id(), -1, 10)).hasSize(1);
    }

    @Test
    void aRotationThatWouldLeaveAGapOrReplaceAMaterialIsRefused() {
        commit(Samples.create(key));
        KmsKey rotated = key.rotatedOnDemand(Samples.materialId(101));
        assertThat(tryOne(new KeyChange.RotateKey(rotated, Samples.material(rotated, 2)))).isFalse();
        assertThat(tryOne(new KeyChange.RotateKey(rotated, Samples.material(rotated, 0)))).isFalse();
        assertThat(stored()).contains(key);
    }

    @Test
    void aMaterialThatCiphertextsCouldNotTellFromAnOlderOneIsRefused() {
        commit(Samples.create(key));
        String samePrefix = key.currentMaterial().substring(0, 32) + "f".repeat(32);
        KmsKey rotated = key.rotatedOnDemand(samePrefix);
        assertThat(tryOne(new KeyChange.RotateKey(rotated, Samples.material(rotated, 1)))).isFalse();
        assertThat(stored()).contains(key);
    }

    @Test
    void theSameMaterialIdMayBeAnotherKeys() {
        KmsKey other = Samples.key(2).rotatedOnDemand(key.currentMaterial());
        commit(Samples.create(key), Samples.create(Samples.key(2)));
        commit(new KeyChange.RotateKey(other, Samples.material(other, 1)));
        assertThat(store.keys().material(REGION, other.id(), key.currentMaterial().substring(0, 32)))
                .contains(Samples.material(other, 1));
    }

    @Test
    void anAliasIsCreatedOnce() {
        commit(Samples.create(key), new KeyChange.CreateAlias(alias));
        assertThat(tryOne(new KeyChange.CreateAlias(alias))).isFalse();
        assertThat(storedAlias()).contains(alias);
    }

    @Test
    void anAliasNameIsFreeInOtherAccountsAndRegionsAndInAnotherCase() {
        KmsKey ofOther = Samples.key(OTHER_ACCOUNT, REGION, 2);
        KmsKey elsewhere = Samples.key(ACCOUNT, OTHER_REGION, 3);
        commit(Samples.create(key), Samples.create(ofOther), Samples.create(elsewhere));
        commit(
                new KeyChange.CreateAlias(alias),
                new KeyChange.CreateAlias(Samples.alias(ofOther, "orders")),
                new KeyChange.CreateAlias(Samples.alias(elsewhere, "orders")),
                new KeyChange.CreateAlias(Samples.alias(key, "Orders")));
        assertThat(storedAlias()).contains(alias);
    }

    @Test
    void anAliasOfNoKeyIsRefused() {
        assertThat(tryOne(new KeyChange.CreateAlias(alias))).isFalse();
        assertThat(storedAlias()).isEmpty();
    }

    @Test
    void anAliasOfAnotherAccountsOrRegionsKeyIsRefused() {
        commit(Samples.create(key));
        Alias ofOther = Samples.alias(Samples.key(OTHER_ACCOUNT, REGION, 1), "theirs");
        Alias elsewhere = Samples.alias(Samples.key(ACCOUNT, OTHER_REGION, 1), "there");
        assertThat(tryAll(new KeyChange.CreateAlias(ofOther), new KeyChange.CreateAlias(elsewhere)))
                .containsExactly(false, false);
    }

    @Test
    void anAliasIsRepointedFromTheVersionBefore() {
        KmsKey target = Samples.key(2);
        commit(Samples.create(key), Samples.create(target), new KeyChange.CreateAlias(alias));
        Alias repointed = alias.repointed(target.id(), Samples.TIME.plusNanos(1));
        commit(new KeyChange.UpdateAlias(repointed));
        assertThat(storedAlias()).contains(repointed);
        assertThat(tryOne(new KeyChange.UpdateAlias(repointed))).isFalse();
        assertThat(tryOne(new KeyChange.UpdateAlias(alias))).isFalse();
    }

    @Test
    void anAliasIsNotRepointedToNoKeyNorByAnotherAccount() {
        KmsKey ofOther = Samples.key(OTHER_ACCOUNT, REGION, 2);
        commit(Samples.create(key), Samples.create(ofOther), new KeyChange.CreateAlias(alias));
        Alias toNone = alias.repointed(Samples.keyId(77), Samples.TIME);
        Alias toOther = alias.repointed(ofOther.id(), Samples.TIME);
        Alias byOther = Samples.alias(ofOther, "orders").repointed(ofOther.id(), Samples.TIME);
        assertThat(
                        tryAll(
                                new KeyChange.UpdateAlias(toNone),
                                new KeyChange.UpdateAlias(toOther),
                                new KeyChange.UpdateAlias(byOther)))
                .containsExactly(false, false, false);
        assertThat(storedAlias()).contains(alias);
    }

    @Test
    void anAliasIsDeletedAtTheVersionThatWasRead() {
        commit(Samples.create(key), new KeyChange.CreateAlias(alias));
        Alias newer = alias.repointed(key.id(), Samples.TIME);
        Alias ofOther = Samples.alias(Samples.key(OTHER_ACCOUNT, REGION, 1), "orders");
        assertThat(tryAll(new KeyChange.DeleteAlias(newer), new KeyChange.DeleteAlias(ofOther)))
                .containsExactly(false, false);
        assertThat(storedAlias()).contains(alias);

        assertThat(tryAll(new KeyChange.DeleteAlias(alias), new KeyChange.DeleteAlias(alias)))
                .containsExactly(true, false);
        assertThat(storedAlias()).isEmpty();
        commit(new KeyChange.CreateAlias(alias));
    }
}
