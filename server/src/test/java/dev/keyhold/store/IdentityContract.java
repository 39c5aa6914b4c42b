package dev.keyhold.store;

import static dev.keyhold.store.Samples.ACCOUNT;
import static dev.keyhold.store.Samples.OTHER_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyhold.identity.AccessKey;
import dev.keyhold.identity.IdentityChange.CreateAccessKey;
import dev.keyhold.identity.IdentityChange.CreateUser;
import dev.keyhold.identity.IdentityChange.UpdateAccessKey;
import dev.keyhold.identity.IdentityChange.UpdateUser;
import dev.keyhold.identity.User;
import dev.keyhold.protocol.Blob;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Users and credentials: unique where they must be, found by their exact name, changed from the version before.
public abstract class IdentityContract extends OpenStore {

    private final User alice = Samples.user(ACCOUNT, "Alice", 1);
    private final AccessKey root = Samples.accessKey(ACCOUNT, Optional.empty(), 1);
    private final AccessKey ofAlice = Samples.accessKey(ACCOUNT, Optional.of("Alice"), 2);

    @Test
    void whoIsNotThereIsEmpty() {
        assertThat(store.identities().user(ACCOUNT, "Alice")).isEmpty();
        assertThat(store.identities().accessKey(root.id())).isEmpty();
    }

    @Test
    void aUserIsFoundByTheExactNameInTheAccount() {
        commit(new CreateUser(alice));
        assertThat(store.identities().user(ACCOUNT, "Alice")).contains(alice);
        assertThat(store.identities().user(ACCOUNT, "alice")).isEmpty();
        assertThat(store.identities().user(ACCOUNT, "Alice ")).isEmpty();
        assertThat(store.identities().user(OTHER_ACCOUNT, "Alice")).isEmpty();
    }

    @Test
    void aUserNameIsTakenWhateverItsCase() {
        commit(new CreateUser(alice));
        assertThat(
                        tryAll(
                                new CreateUser(alice),
                                new CreateUser(Samples.user(ACCOUNT, "alice", 2)),
                                new CreateUser(Samples.user(ACCOUNT, "ALICE", 3))))
                .containsExactly(false, false, false);
        assertThat(store.identities().user(ACCOUNT, "ALICE")).isEmpty();
    }

    @Test
    void aUserNameIsFreeInAnotherAccount() {
        User other = Samples.user(OTHER_ACCOUNT, "Alice", 2);
        commit(new CreateUser(alice), new CreateUser(other));
        assertThat(store.identities().user(ACCOUNT, "Alice")).contains(alice);
        assertThat(store.identities().user(OTHER_ACCOUNT, "Alice")).contains(other);
    }

    @Test
    void aUserIdIsGivenOnce() {
        commit(new CreateUser(alice));
        assertThat(tryOne(new CreateUser(Samples.user(OTHER_ACCOUNT, "bob", 1)))).isFalse();
    }

    @Test
    void policiesComeBackByteForByte() {
        User withPolicies =
                alice.withPolicies(
                        Map.of(
                                "read",
                                "{\r\n\t\"Statement\" : [ ]\u00a0}",
                                "odd\u2028\ud83d\ude00",
                                "\0",
                                "empty",
                                ""));
        commit(new CreateUser(alice), new UpdateUser(withPolicies));
        restart();
        assertThat(store.identities().user(ACCOUNT, "Alice")).contains(withPolicies);
    }

    @Test
    void aUserIsUpdatedFromTheVersionBeforeOnly() {
        User second = alice.withPolicies(Map.of("a", "{}"));
        User third = second.withPolicies(Map.of());
        User ofOther = Samples.user(OTHER_ACCOUNT, "Alice", 2).withPolicies(Map.of());
        User otherCase = Samples.user(ACCOUNT, "alice", 1).withPolicies(Map.of());
        assertThat(tryOne(new UpdateUser(second))).isFalse();
        commit(new CreateUser(alice));
        assertThat(
                        tryAll(
                                new UpdateUser(alice),
                                new UpdateUser(third),
                                new UpdateUser(ofOther),
                                new UpdateUser(otherCase),
                                new UpdateUser(second),
                                new UpdateUser(second)))
                .containsExactly(false, false, false, false, true, false);
        assertThat(store.identities().user(ACCOUNT, "Alice")).contains(second);
    }

    @Test
    void credentialsOfRootAndOfUsersComeBack() {
        commit(new CreateUser(alice), new CreateAccessKey(root), new CreateAccessKey(ofAlice));
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
        commit(new CreateUser(Samples.user(OTHER_ACCOUNT, "Alice", 2)));
        assertThat(tryOne(new CreateAccessKey(ofAlice))).isFalse();
        assertThat(store.identities().accessKey(ofAlice.id())).isEmpty();
    }

    @Test
    void aCredentialIsSwitchedFromTheVersionBeforeOnly() {
        commit(new CreateAccessKey(root));
        AccessKey off = root.withActive(false);
        AccessKey onAgain = off.withActive(true);
        AccessKey asOther =
                new AccessKey(root.id(), OTHER_ACCOUNT, root.user(), root.wrappedSecret(), false, 2, root.created());
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
}
