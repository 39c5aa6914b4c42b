package dev.keyhold.store;

import static dev.keyhold.store.Samples.ACCOUNT;
import static dev.keyhold.store.Samples.OTHER_ACCOUNT;
import static dev.keyhold.store.Samples.OTHER_REGION;
import static dev.keyhold.store.Samples.REGION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyhold.keys.DueGrant;
import dev.keyhold.keys.Grant;
import dev.keyhold.keys.GrantChange;
import dev.keyhold.keys.GrantStore;
import dev.keyhold.keys.KeyChange;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.kms.GrantConstraints;
import dev.keyhold.protocol.kms.GrantOperation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Grants come back as they were made, by key, grantee, name and retiring principal, and end with their key.
public abstract class GrantContract extends OpenStore {

    private static final String ALICE = "arn:aws:iam::111122223333:user/alice";
    private static final String BOB = "arn:aws:iam::111122223333:user/bob";
    private static final GrantConstraints NONE = Grant.UNCONSTRAINED;

    private final KmsKey key = Samples.key(1);
    private final KmsKey other = Samples.key(2);
    private final KmsKey foreign = Samples.key(OTHER_ACCOUNT, REGION, 3);

    private GrantStore grants;

    @BeforeEach
    void makeTheKeys() {
        commit(Samples.create(key), Samples.create(other), Samples.create(foreign));
        grants = store.grants();
    }

    private static String id(int number) {
        return "%064x".formatted(number);
    }

    private static Grant grant(KmsKey key, int number, String grantee) {
        return grant(key, number, "", grantee, Optional.empty(), NONE, Optional.empty());
    }

    private static Grant grant(
            KmsKey key,
            int number,
            String name,
            String grantee,
            Optional<String> retiring,
            GrantConstraints constraints,
            Optional<Instant> expires) {
        return new Grant(
                key.account(),
                key.region(),
                key.id(),
                id(number),
                name,
                Samples.TIME,
                ACCOUNT,
                grantee,
                retiring,
                List.of(GrantOperation.GenerateDataKey, GrantOperation.Decrypt),
                constraints,
                expires);
    }

    private Grant retirable(KmsKey of, int number, String by) {
        return grant(of, number, "", ALICE, Optional.of(by), NONE, Optional.empty());
    }

    private Grant expiring(int number, Instant at) {
        return grant(key, number, "", ALICE, Optional.empty(), NONE, Optional.of(at));
    }

    private void create(Grant... made) {
        for (Grant grant : made) {
            commit(new GrantChange.CreateGrant(grant));
        }
    }

    private Optional<Grant> stored(Grant grant) {
        return grants.grant(grant.account(), grant.region(), grant.key(), grant.id());
    }

    @Test
    void whatIsNotThereIsEmpty() {
        assertThat(grants.grant(ACCOUNT, REGION, key.id(), id(1))).isEmpty();
        assertThat(grants.grants(ACCOUNT, REGION, key.id(), "", 10)).isEmpty();
        assertThat(grants.grantsHeldBy(ACCOUNT, REGION, key.id(), ALICE, "", 10)).isEmpty();
        assertThat(grants.grantsNamed(ACCOUNT, REGION, key.id(), ALICE, "n")).isEmpty();
        assertThat(grants.retirableGrants(REGION, ALICE, Optional.empty(), 10)).isEmpty();
        assertThat(grants.countGrants(ACCOUNT, REGION, key.id())).isZero();
        assertThat(grants.expired(Samples.TIME, Optional.empty(), 10)).isEmpty();
    }

    @Test
    void aGrantComesBackAsItWasMade() {
        String odd = "\u0000 \"'\\%_;--\u00e9 \ud83d\ude00";
        List<GrantConstraints> all =
                List.of(
                        NONE,
                        new GrantConstraints(Map.of(), null, null),
                        new GrantConstraints(null, Map.of(), null),
                        new GrantConstraints(Map.of(odd, "", "b", odd), null, null),
                        new GrantConstraints(null, Map.of(odd, odd), "arn:aws:s3:us-east-1:111122223333:b"));
        int number = 0;
        for (GrantConstraints constraints : all) {
            Grant grant =
                    grant(
                            key,
                            ++number,
                            "name/" + number,
                            ALICE,
                            Optional.of("s3.amazonaws.com"),
                            constraints,
                            Optional.of(Samples.TIME.plusNanos(number)));
            create(grant);
            assertThat(stored(grant)).contains(grant);
        }
        restart();
        assertThat(store.grants().grants(ACCOUNT, REGION, key.id(), "", 10)).hasSize(all.size());
    }

    @Test
    void anIdIsTakenOnItsKeyOnly() {
        create(grant(key, 1, ALICE));
        assertThat(tryOne(new GrantChange.CreateGrant(grant(key, 1, BOB)))).isFalse();
        create(grant(other, 1, BOB));
        assertThat(grants.countGrants(ACCOUNT, REGION, key.id())).isEqualTo(1);
        assertThat(stored(grant(key, 1, ALICE))).contains(grant(key, 1, ALICE));
    }

    @Test
    void aKeyThatIsNotThereTakesNoGrant() {
        assertThat(tryOne(new GrantChange.CreateGrant(grant(Samples.key(9), 1, ALICE)))).isFalse();
        KmsKey elsewhere = Samples.key(ACCOUNT, OTHER_REGION, 1);
        assertThat(tryOne(new GrantChange.CreateGrant(grant(elsewhere, 1, ALICE)))).isFalse();
        assertThat(grants.countGrants(ACCOUNT, OTHER_REGION, key.id())).isZero();
    }

    @Test
    void aGrantEndsOnce() {
        Grant grant = grant(key, 1, ALICE);
        create(grant, grant(key, 2, ALICE));
        assertThat(tryAll(new GrantChange.DeleteGrant(grant), new GrantChange.DeleteGrant(grant)))
                .containsExactly(true, false);
        assertThat(stored(grant)).isEmpty();
        assertThat(grants.countGrants(ACCOUNT, REGION, key.id())).isEqualTo(1);
    }

    @Test
    void grantsAreReadByKeyAndGranteePageByPage() {
        create(grant(key, 3, ALICE), grant(key, 1, ALICE), grant(key, 2, BOB), grant(other, 4, ALICE));
        assertThat(grants.grants(ACCOUNT, REGION, key.id(), "", 2)).extracting(Grant::id).containsExactly(id(1), id(2));
        assertThat(grants.grants(ACCOUNT, REGION, key.id(), id(2), 2)).extracting(Grant::id).containsExactly(id(3));
        assertThat(grants.grantsHeldBy(ACCOUNT, REGION, key.id(), ALICE, "", 10))
                .extracting(Grant::id)
                .containsExactly(id(1), id(3));
        assertThat(grants.grantsHeldBy(ACCOUNT, REGION, key.id(), ALICE, id(1), 10))
                .extracting(Grant::id)
                .containsExactly(id(3));
        assertThat(grants.grantsHeldBy(ACCOUNT, REGION, key.id(), ALICE.toUpperCase(java.util.Locale.ROOT), "", 10))
                .isEmpty();
        assertThat(grants.grants(OTHER_ACCOUNT, REGION, key.id(), "", 10)).isEmpty();
    }

    @Test
    void grantsAreFoundByTheirName() {
        Grant named = grant(key, 1, "n", ALICE, Optional.empty(), NONE, Optional.empty());
        create(named, grant(key, 2, "N", ALICE, Optional.empty(), NONE, Optional.empty()), grant(key, 3, ALICE));
        assertThat(grants.grantsNamed(ACCOUNT, REGION, key.id(), ALICE, "n")).containsExactly(named);
        assertThat(grants.grantsNamed(ACCOUNT, REGION, key.id(), BOB, "n")).isEmpty();
        assertThat(grants.grantsNamed(ACCOUNT, REGION, key.id(), ALICE, "")).isEmpty();
    }

    @Test
    void retirableGrantsAreFoundOverAllAccountsOfTheRegion() {
        Grant here = retirable(key, 5, BOB);
        Grant there = retirable(foreign, 1, BOB);
        create(here, there, retirable(other, 2, ALICE), grant(key, 9, BOB));
        List<Grant> first = grants.retirableGrants(REGION, BOB, Optional.empty(), 1);
        assertThat(first).containsExactly(here);
        assertThat(grants.retirableGrants(REGION, BOB, Optional.of(GrantStore.Position.of(here)), 10))
                .containsExactly(there);
        assertThat(grants.retirableGrants(OTHER_REGION, BOB, Optional.empty(), 10)).isEmpty();
        assertThat(grants.retirableGrantsOf(OTHER_ACCOUNT, REGION, BOB, Optional.empty(), 10)).containsExactly(there);
        assertThat(grants.retirableGrantsOf(OTHER_ACCOUNT, REGION, BOB, Optional.of(GrantStore.Position.of(there)), 10))
                .isEmpty();
    }

    @Test
    void expiredGrantsAreFoundOldestFirst() {
        Instant t = Samples.TIME;
        create(
                expiring(1, t.plusNanos(2)),
                expiring(2, t.plusNanos(1)),
                expiring(3, t.plusNanos(3)),
                grant(key, 4, BOB));
        List<DueGrant> due = grants.expired(t.plusNanos(2), Optional.empty(), 10);
        assertThat(due).extracting(DueGrant::id).containsExactly(id(2), id(1));
        assertThat(grants.expired(t.plusNanos(2), Optional.of(due.getFirst()), 10))
                .extracting(DueGrant::id)
                .containsExactly(id(1));
        assertThat(grants.expired(t, Optional.empty(), 10)).isEmpty();
    }

    @Test
    void theGrantsOfAKeyEndWithIt() {
        create(grant(key, 1, ALICE), retirable(key, 2, BOB), grant(other, 3, ALICE));
        commit(new KeyChange.DeleteKey(key, List.of()));
        assertThat(grants.grants(ACCOUNT, REGION, key.id(), "", 10)).isEmpty();
        assertThat(grants.retirableGrants(REGION, BOB, Optional.empty(), 10)).isEmpty();
        assertThat(grants.countGrants(ACCOUNT, REGION, key.id())).isZero();
        assertThat(grants.countGrants(ACCOUNT, REGION, other.id())).isEqualTo(1);
    }

    @Test
    void aDeletionThatIsRefusedLeavesTheGrants() {
        create(grant(key, 1, ALICE));
        assertThat(tryOne(new KeyChange.DeleteKey(key.withDescription("newer"), List.of()))).isFalse();
        assertThat(grants.countGrants(ACCOUNT, REGION, key.id())).isEqualTo(1);
        assertThat(stored(grant(key, 1, ALICE))).isPresent();
    }
}
