package dev.keyhold.audit;

import static dev.keyhold.audit.LoggingNode.call;
import static dev.keyhold.audit.LoggingNode.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyhold.audit.Commit.Committed;
import dev.keyhold.audit.Commit.Failed;
import dev.keyhold.audit.WatchedStore.Step;
import dev.keyhold.identity.Attachments;
import dev.keyhold.identity.IdentityChange;
import dev.keyhold.identity.User;
import dev.keyhold.store.Store;
import dev.keyhold.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A disk that breaks, at every step of a batch.
@Timeout(120)
class CommitterFailureTest {

    private static final User ALICE = user("alice");

    /// Decided before the epoch that the node started with.
    private static final Basis STALE = new Basis(-1, List.of(ALICE.ref()));

    @TempDir Path directory;

    @ParameterizedTest
    @EnumSource(value = Step.class, mode = EnumSource.Mode.EXCLUDE, names = "DROP_BUNDLED")
    void aFailureFailsEveryWaitingCallStopsTheNodeOnceAndTheNextStartGoesOn(Step broken) throws Exception {
        long before = breakAt(broken, new IllegalStateException("the disk broke at " + broken));
        // what the disk took before it broke is kept, though its calls were not answered
        boolean kept = broken == Step.AFTER_COMMIT;
        long expected = kept ? before + 3 : before;

        try (Store store = SqliteStore.open(directory);
                LoggingNode node = new LoggingNode(store, "a")) {
            assertThat(node.records()).hasSize((int) expected);
            assertThat(store.identities().user(LoggingNode.ACCOUNT, "alice").orElseThrow().version())
                    .isEqualTo(kept ? 2 : 1);
            assertThat(node.commit("goes on")).isEqualTo(new Committed(expected));
            assertThat(node.verify().problems()).isEmpty();
        }
    }

    /// Lets a batch of three calls fail.
    ///
    /// @return how many entries were on record before it
    private long breakAt(Step broken, RuntimeException disk) throws Exception {
        try (Store store = SqliteStore.open(directory)) {
            LoggingNode node = new LoggingNode(store, "a");
            assertThat(node.commit("create", new IdentityChange.Create(ALICE))).isEqualTo(new Committed(0));
            node.watch = breaking(node, broken, disk);

            assertThat(node.inOneBatch(broken == Step.ROLLBACK ? allStale() : mixed(node)))
                    .hasSize(3)
                    .allSatisfy(outcome -> assertThat(outcome).isEqualTo(new Failed(disk)));

            assertThat(node.committer.healthy()).isFalse();
            assertThat(node.commit("later")).isEqualTo(new Failed(disk));
            node.stop();
            assertThat(node.commit("after the end")).isEqualTo(new Failed(disk));
            assertThat(node.failures).containsExactly(disk);
            return 2;
        }
    }

    private static Consumer<Step> breaking(LoggingNode node, Step broken, RuntimeException disk) {
        return step -> {
            if (step == Step.BEGIN && broken == Step.CHANGED_SINCE) {
                node.elsewhere(
                        batch -> batch.advanceEpoch(batch.epoch() + 1, List.of(new EntityRef("something/else"))));
            }
            if (step == broken) {
                throw disk;
            }
        };
    }

    /// Calls with and without change and one to be sent back: none of them may be left waiting.
    private static List<Supplier<Commit>> mixed(LoggingNode node) {
        User later = ALICE.with(Attachments.NONE.withInline(Map.of("changed", "{}")));
        return List.of(
                () -> call("read", node.basis(ALICE.ref()), null),
                () -> call("change", node.basis(ALICE.ref()), new IdentityChange.Update(later)),
                () -> call("read too", node.basis(), null));
    }

    private static List<Supplier<Commit>> allStale() {
        return List.of(
                () -> call("one", STALE, null), () -> call("two", STALE, null), () -> call("three", STALE, null));
    }

    @Test
    void aCallThatWasToBeSentBackIsFailedTooWhenItsBatchBreaks() throws Exception {
        IllegalStateException disk = new IllegalStateException("the disk broke");
        try (Store store = SqliteStore.open(directory);
                LoggingNode node = new LoggingNode(store, "a")) {
            node.watch = breaking(node, Step.COMMIT, disk);
            assertThat(
                            node.inOneBatch(
                                    List.of(() -> call("stale", STALE, null), () -> call("read", node.basis(), null))))
                    .containsExactly(new Failed(disk), new Failed(disk));
        }
    }

    @Test
    void aChoreThatFailsBetweenBatchesStopsTheNode() {
        IllegalStateException disk = new IllegalStateException("the disk broke");
        try (Store store = SqliteStore.open(directory);
                LoggingNode node = new LoggingNode(store, "a")) {
            node.committer.betweenBatches(() -> {
                throw disk;
            });
            assertThat(node.commit("before the chore")).isEqualTo(new Committed(0));
            assertThat(node.commit("after the chore")).isEqualTo(new Failed(disk));
            node.stop();
            assertThat(node.failures).containsExactly(disk);
            assertThat(node.records()).containsExactly("before the chore");
        }
    }

    @Test
    void aCallThatWasCommittedStaysCommittedWhenTheChoreAfterItFails() {
        IllegalStateException disk = new IllegalStateException("the disk broke");
        try (Store store = SqliteStore.open(directory);
                LoggingNode node = new LoggingNode(store, "a")) {
            Commit commit = call("on record", node.basis(), null);
            node.committer.betweenBatches(() -> {
                throw disk;
            });
            assertThat(node.committer.commit(commit)).isEqualTo(new Committed(0));
            node.stop();
            assertThat(commit.await()).isEqualTo(new Committed(0));
        }
    }

    @Test
    void aSecondWriterOfTheSameLogStopsTheNode() {
        try (Store store = SqliteStore.open(directory);
                LoggingNode node = new LoggingNode(store, "a")) {
            node.commit("ours");
            node.elsewhereBeforeTheNextBatch(batch -> {
                LogKey key = LogKey.ofNode("a");
                NodeLog theirs =
                        NodeLog.open(
                                key.name(),
                                key,
                                java.time.Clock.systemUTC(),
                                store.logs().head("a"),
                                store.logs().newest("a"));
                NodeLog.Draft draft = theirs.draft();
                draft.add(call("theirs", new Basis(0, List.of()), null), 0);
                batch.append(draft.entries());
                batch.advanceHead(theirs.head(), draft.seal());
            });

            assertThat(node.commit("ours again")).isInstanceOf(Failed.class);
            node.stop();
            assertThat(node.failures).hasSize(1);
            assertThat(node.records()).containsExactly("ours", "theirs");
        }
    }
}
