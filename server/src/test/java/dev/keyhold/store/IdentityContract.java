package dev.keyhold.store;

import static dev.keyhold.store.Samples.ACCOUNT;
import static dev.keyhold.store.Samples.OTHER_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyhold.identity.AccessKey;
import dev.keyhold.identity.Attachments;
import dev.keyhold.identity.Group;
import dev.keyhold.identity.IdentityChange.Create;
import dev.keyhold.identity.IdentityChange.CreateAccessKey;
import dev.keyhold.identity.IdentityChange.CreatePolicy;
import dev.keyhold.identity.IdentityChange.Delete;
import dev.keyhold.identity.IdentityChange.DeleteAccessKey;
import dev.keyhold.identity.IdentityChange.DeletePolicy;
import dev.keyhold.identity.IdentityChange.Update;
import dev.keyhold.identity.IdentityChange.UpdateAccessKey;
import dev.keyhold.identity.IdentityChange.UpdatePolicy;
import dev.keyhold.identity.IdentityStore;
import dev.keyhold.identity.ManagedPolicy;
import dev.keyhold.identity.PolicyHolder;
import dev.keyhold.identity.Role;
import dev.keyhold.identity.User;
import dev.keyhold.protocol.Blob;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Users and credentials: unique where they must be, found by their exact name, changed from the version before.
public abstract class IdentityContract extends OpenStore {

    private final User alice = Samples.user(ACCOUNT, "Alice", 1);
    private final AccessKey root = Samples.accessKey(ACCOUNT, Optional.empty(), 1);
    private final AccessKey ofAlice = Samples.accessKey(ACCOUNT, Optional.of(alice.id()), 2);

    @Test
    void whoIsNotThereIsEmpty() {
        assertThat(store.identities().user(ACCOUNT, "Alice")).isEmpty();
        assertThat(store.identities().accessKey(root.id())).isEmpty();
    }

    @Test
    void aUserIsFoundByTheExactNameInTheAccount() {
        commit(new Create(alice));
        assertThat(store.identities().user(ACCOUNT, "Alice")).contains(alice);
        assertThat(store.identities().user(ACCOUNT, "alice")).isEmpty();
        assertThat(store.identities().user(ACCOUNT, "Alice ")).isEmpty();
        assertThat(store.identities().user(OTHER_ACCOUNT, "Alice")).isEmpty();
    }

    @Test
    void aUserNameIsTakenWhateverItsCase() {
        commit(new Create(alice));
        assertThat(
                        tryAll(
                                new Create(alice),
                                new Create(Samples.user(ACCOUNT, "alice", 2)),
                                new Create(Samples.user(ACCOUNT, "ALICE", 3))))
                .containsExactly(false, false, false);
        assertThat(store.identities().user(ACCOUNT, "ALICE")).isEmpty();
    }

    @Test
    void aUserNameIsFreeInAnotherAccount() {
        User other = Samples.user(OTHER_ACCOUNT, "Alice", 2);
        commit(new Create(alice), new Create(other));
        assertThat(store.identities().user(ACCOUNT, "Alice")).contains(alice);
        assertThat(store.identities().user(OTHER_ACCOUNT, "Alice")).contains(other);
    }

    @Test
    void aUserIdIsGivenOnce() {
        commit(new Create(alice));
        assertThat(tryOne(new Create(Samples.user(OTHER_ACCOUNT, "bob", 1)))).isFalse();
    }

    @Test
    void policiesComeBackByteForByte() {
        User withPolicies =
                alice.with(
                        Attachments.NONE.withInline(
                                Map.of(
                                        "read",
                                        "{\r\n\t\"Statement\" : [ ]\u00a0}",
                                        "odd\u2028\ud83d\ude00",
                                        "\0",
                                        "empty",
                                        "")));
        commit(new Create(alice), new Update(withPolicies));
        restart();
        assertThat(store.identities().user(ACCOUNT, "Alice")).contains(withPolicies);
    }

    @Test
    void aUserIsUpdatedFromTheVersionBeforeOnly() {
        User second = alice.with(Attachments.NONE.withInline(Map.of("a", "{}")));
        User third = second.with(Attachments.NONE.withInline(Map.of()));
        User ofOther = Samples.user(OTHER_ACCOUNT, "Alice", 2).with(Attachments.NONE.withInline(Map.of()));
        User ofOtherId = Samples.user(ACCOUNT, "Alice", 9).with(Attachments.NONE.withInline(Map.of()));
        assertThat(tryOne(new Update(second))).isFalse();
        commit(new Create(alice));
        assertThat(
                        tryAll(
                                new Update(alice),
                                new Update(third),
                                new Update(ofOther),
                                new Update(ofOtherId),
                                new Update(second),
                                new Update(second)))
                .containsExactly(false, false, false, false, true, false);
        assertThat(store.identities().user(ACCOUNT, "Alice")).contains(second);
    }

    @Test
    void credentialsOfRootAndOfUsersComeBack() {
        commit(new Create(alice), new CreateAccessKey(root), new CreateAccessKey(ofAlice));
        assertThat(store.identities().accessKey(root.id())).contains(root);
        assertThat(store.identities().accessKey(ofAlice.id())).contains(ofAlice);
        assertThat(store.identities().accessKey(root.id().toLowerCase(Locale.ROOT))).isEmpty();
    }

    @Test
    void aCredentialIdIsTakenForTheWholeDeployment() {
        commit(new CreateAccessKey(root));
        AccessKey stolen =
                new AccessKey(
                        root.id(), OTHER_ACCOUNT, Optional.empty(), Blob.of(new byte[] {9}), true, 1, Samples.TIME);
        assertThat(tryAll(new CreateAccessKey(root), new CreateAccessKey(stolen))).containsExactly(false, false);
        assertThat(store.identities().accessKey(root.id())).contains(root);
    }

    @Test
    void aCredentialOfNoUserIsRefused() {
        commit(new Create(Samples.user(OTHER_ACCOUNT, "Alice", 2)));
        assertThat(tryOne(new CreateAccessKey(ofAlice))).isFalse();
        assertThat(store.identities().accessKey(ofAlice.id())).isEmpty();
    }

    @Test
    void aCredentialIsSwitchedFromTheVersionBeforeOnly() {
        commit(new CreateAccessKey(root));
        AccessKey off = root.withActive(false);
        AccessKey onAgain = off.withActive(true);
        AccessKey asOther =
                new AccessKey(root.id(), OTHER_ACCOUNT, root.userId(), root.wrappedSecret(), false, 2, root.created());
        assertThat(
                        tryAll(
                                new UpdateAccessKey(root),
                                new UpdateAccessKey(onAgain),
                                new UpdateAccessKey(asOther),
                                new UpdateAccessKey(off),
                                new UpdateAccessKey(off)))
                .containsExactly(false, false, false, true, false);
        assertThat(store.identities().accessKey(root.id())).contains(off);
        commit(new UpdateAccessKey(onAgain));
        assertThat(store.identities().accessKey(root.id())).contains(onAgain);
    }

    @Test
    void aNameThatNobodyCanHaveIsAnsweredLikeAnyUnknownOne() {
        assertThat(store.identities().accessKey("AKIA\0")).isEmpty();
        assertThat(store.identities().user(ACCOUNT, "\0")).isEmpty();
        assertThat(store.identities().user("\0", "Alice")).isEmpty();
        assertThat(store.identities().accessKey("")).isEmpty();
        assertThat(store.identities().accessKey("x".repeat(100_000))).isEmpty();
        assertThat(store.identities().accessKey("' OR '1'='1")).isEmpty();
        assertThat(store.identities().accessKey("\ud800")).isEmpty();
    }

    private static Attachments carrying(String... arns) {
        Attachments attachments = Attachments.NONE;
        for (String arn : arns) {
            attachments = attachments.attached(arn);
        }
        return attachments;
    }

    private static Group group(String name, int number) {
        return new Group(ACCOUNT, "/", name, "AGPA%017d".formatted(number), 1, Samples.TIME, Attachments.NONE);
    }

    private static Role role(String name, int number) {
        return new Role(
                ACCOUNT,
                "/jobs/",
                name,
                "AROA%017d".formatted(number),
                1,
                Samples.TIME,
                Attachments.inline("p", "{}").within(Optional.of("arn:aws:iam::" + ACCOUNT + ":policy/bound")),
                "{\"trust\":\u00e9}",
                "d",
                Duration.ofHours(2),
                Map.of("team", "red"));
    }

    private static ManagedPolicy policy(String name, int number) {
        return new ManagedPolicy(
                ACCOUNT,
                "/ops/",
                name,
                "ANPA%017d".formatted(number),
                1,
                Samples.TIME,
                Samples.TIME,
                "what it is for",
                1,
                1,
                new TreeMap<>(Map.of(1, new ManagedPolicy.Text("{\r\n}", Samples.TIME))),
                Map.of("a", "b"));
    }

    @Test
    void groupsAndRolesComeBackAsTheyWereMade() {
        commit(new Create(group("ops", 1)), new Create(role("batch", 2)));
        restart();
        assertThat(store.identities().group(ACCOUNT, "ops")).contains(group("ops", 1));
        assertThat(store.identities().role(ACCOUNT, "batch")).contains(role("batch", 2));
        assertThat(store.identities().holder(ACCOUNT, role("batch", 2).id())).contains(role("batch", 2));
        assertThat(store.identities().holder(OTHER_ACCOUNT, role("batch", 2).id())).isEmpty();
        assertThat(store.identities().user(ACCOUNT, "ops")).isEmpty();
        assertThat(store.identities().role(ACCOUNT, "Batch")).isEmpty();
    }

    @Test
    void aNameIsTakenAmongItsKindOnly() {
        commit(new Create(alice), new Create(group("Alice", 1)), new Create(role("Alice", 2)));
        assertThat(tryAll(new Create(group("ALICE", 3)), new Create(role("alice", 4)))).containsExactly(false, false);
        User bob = Samples.user(ACCOUNT, "bob", 5);
        commit(new Create(bob));
        assertThat(tryOne(new Update(bob.renamed("/", "aLICE")))).isFalse();
        commit(new Update(bob.renamed("/staff/", "BOB")));
        assertThat(store.identities().user(ACCOUNT, "BOB")).get().extracting(User::path).isEqualTo("/staff/");
        assertThat(store.identities().user(ACCOUNT, "bob")).isEmpty();
    }

    @Test
    void aGroupWithUsersStaysAndItsMembersAreFoundPageByPage() {
        Group ops = group("ops", 1);
        User bob = Samples.user(ACCOUNT, "bob", 7);
        assertThat(tryOne(new Create(alice.joining(ops.id())))).isFalse();
        commit(new Create(ops), new Create(alice), new Create(bob));
        commit(new Update(alice.joining(ops.id())), new Update(bob.joining(ops.id())));
        assertThat(store.identities().members(ACCOUNT, ops.id(), "", 1))
                .extracting(User::name)
                .containsExactly("Alice");
        assertThat(store.identities().members(ACCOUNT, ops.id(), "Alice", 9))
                .extracting(User::name)
                .containsExactly("bob");
        assertThat(tryOne(new Delete(ops))).isFalse();
        commit(new Update(alice.joining(ops.id()).leaving(ops.id())), new Delete(bob.joining(ops.id())));
        assertThat(store.identities().members(ACCOUNT, ops.id(), "", 9)).isEmpty();
        commit(new Delete(ops));
        assertThat(store.identities().group(ACCOUNT, "ops")).isEmpty();
    }

    @Test
    void aUserWithCredentialsStays() {
        commit(new Create(alice), new CreateAccessKey(ofAlice));
        assertThat(tryOne(new Delete(alice))).isFalse();
        assertThat(store.identities().accessKeysOf(ACCOUNT, alice.id())).containsExactly(ofAlice);
        assertThat(tryOne(new DeleteAccessKey(ofAlice.withActive(false)))).isFalse();
        commit(new DeleteAccessKey(ofAlice), new Delete(alice));
        assertThat(store.identities().user(ACCOUNT, "Alice")).isEmpty();
        assertThat(store.identities().accessKey(ofAlice.id())).isEmpty();
    }

    @Test
    void anIdentityIsDeletedFromItsVersionOnly() {
        commit(new Create(alice), new Update(alice.withTags(Map.of("a", "b"))));
        assertThat(tryOne(new Delete(alice))).isFalse();
        commit(new Delete(alice.withTags(Map.of())));
        assertThat(store.identities().user(ACCOUNT, "Alice")).isEmpty();
    }

    @Test
    void managedPoliciesComeBackWithTheirTextsByTheirVersions() {
        ManagedPolicy first = policy("Use", 1);
        ManagedPolicy second = first.plus("{\"v\":2}", true, Samples.TIME.plusSeconds(1));
        ManagedPolicy third = second.minus(1, Samples.TIME.plusSeconds(2));
        commit(new CreatePolicy(first));
        assertThat(store.identities().policy(ACCOUNT, "Use")).contains(first);
        assertThat(tryAll(new UpdatePolicy(third), new UpdatePolicy(second), new UpdatePolicy(third)))
                .containsExactly(false, true, true);
        restart();
        assertThat(store.identities().policy(ACCOUNT, "Use")).contains(third);
        assertThat(store.identities().policy(ACCOUNT, "Use").orElseThrow().document()).isEqualTo("{\"v\":2}");
        assertThat(tryOne(new CreatePolicy(policy("USE", 2)))).isFalse();
        assertThat(store.identities().policy(ACCOUNT, "use")).isEmpty();
        assertThat(store.identities().policy(OTHER_ACCOUNT, "Use")).isEmpty();
    }

    @Test
    void aPolicyThatSomebodyCarriesStays() {
        ManagedPolicy policy = policy("Use", 1);
        User carrier = alice.with(carrying(policy.arn()));
        User bounded = alice.with(Attachments.NONE.within(Optional.of(policy.arn())));
        commit(new CreatePolicy(policy), new Create(alice), new Update(carrier));
        assertThat(store.identities().carriersOf(ACCOUNT, policy.arn(), false)).containsExactly(carrier);
        assertThat(store.identities().carriersOf(ACCOUNT, policy.arn(), true)).isEmpty();
        assertThat(tryOne(new DeletePolicy(policy))).isFalse();
        assertThat(store.identities().policy(ACCOUNT, "Use")).contains(policy);
        commit(new Update(carrier.with(Attachments.NONE)));
        commit(
                new Update(
                        new User(
                                ACCOUNT,
                                "/",
                                "Alice",
                                alice.id(),
                                4,
                                alice.created(),
                                bounded.attachments(),
                                alice.groups(),
                                Map.of())));
        assertThat(store.identities().carriersOf(ACCOUNT, policy.arn(), true)).hasSize(1);
        assertThat(tryOne(new DeletePolicy(policy))).isFalse();
        commit(new Delete(store.identities().user(ACCOUNT, "Alice").orElseThrow()), new DeletePolicy(policy));
        assertThat(store.identities().policy(ACCOUNT, "Use")).isEmpty();
    }

    @Test
    void listsAreByNameWhateverItsCaseAndBelowAPath() {
        commit(
                new Create(Samples.user(ACCOUNT, "b", 1)),
                new Create(Samples.user(ACCOUNT, "A", 2)),
                new Create(Samples.user(ACCOUNT, "C", 3).renamed("/staff/x/", "C")),
                new Create(Samples.user(OTHER_ACCOUNT, "d", 4)),
                new Create(group("e", 5)),
                new CreatePolicy(policy("z", 1)),
                new CreatePolicy(policy("Y", 2)));
        IdentityStore identities = store.identities();
        assertThat(identities.holders(ACCOUNT, PolicyHolder.Kind.USER, "/", "", 10))
                .extracting(PolicyHolder::name)
                .containsExactly("A", "b", "C");
        assertThat(identities.holders(ACCOUNT, PolicyHolder.Kind.USER, "/", "A", 1))
                .extracting(PolicyHolder::name)
                .containsExactly("b");
        assertThat(identities.holders(ACCOUNT, PolicyHolder.Kind.USER, "/staff/", "", 10))
                .extracting(PolicyHolder::name)
                .containsExactly("C");
        assertThat(identities.holders(ACCOUNT, PolicyHolder.Kind.USER, "/%", "", 10)).isEmpty();
        assertThat(identities.policies(ACCOUNT, "/ops/", "", 10))
                .extracting(ManagedPolicy::name)
                .containsExactly("Y", "z");
        assertThat(identities.policies(ACCOUNT, "/", "y", 10)).containsExactly(policy("z", 1));
        assertThat(identities.countHolders(ACCOUNT, PolicyHolder.Kind.USER)).isEqualTo(3);
        assertThat(identities.countPolicies(ACCOUNT)).isEqualTo(2);
    }
}
