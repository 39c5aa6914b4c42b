package dev.keyhold.audit;

import static dev.keyhold.audit.LoggingNode.call;
import static dev.keyhold.audit.LoggingNode.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyhold.audit.Commit.Committed;
import dev.keyhold.audit.Commit.DecideAgain;
import dev.keyhold.audit.Commit.Outcome;
import dev.keyhold.identity.Attachments;
import dev.keyhold.identity.IdentityChange;
import dev.keyhold.identity.User;
import dev.keyhold.store.Store;
import dev.keyhold.store.sqlite.SqliteStore;
import dev.keyhold.transparency.LogEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CommitterTest {

    @TempDir Path directory;

    private Store store;
    private LoggingNode node;

    @BeforeEach
    void openTheNode() {
        store = SqliteStore.open(directory);
        node = new LoggingNode(store, "a");
    }

    @AfterEach
    void closeTheNode() {
        node.close();
        store.close();
    }

    @Test
    void aCallWaitsUntilItsBatchIsCommitted() throws Exception {
        CountDownLatch committing = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        node.watch =
                step -> {
                    if (step == WatchedStore.Step.COMMIT) {
                        committing.countDown();
                        LoggingNode.await(mayCommit);
                    }
                };
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> durableWhenReleased = callers.submit(() -> isOnRecord("the call"));
            committing.await();
            boolean releasedEarly = durableWhenReleased.isDone();
            List<String> visibleEarly = node.records();
            mayCommit.countDown();
            assertThat(releasedEarly).isFalse();
            assertThat(visibleEarly).isEmpty();
            assertThat(durableWhenReleased.get()).isTrue();
        }
    }

    /// Commits a call and says whether, at the moment of its release, the store shows it under the checkpoint.
    private boolean isOnRecord(String record) {
        Committed released = (Committed) node.commit(record);
        List<StoredEntry> found = store.logs().read("a", released.index(), 1);
        return found.size() == 1
                && new String(found.getFirst().record(), StandardCharsets.UTF_8).equals(record)
                && store.logs().head("a").orElseThrow().size() > released.index();
    }

    @Test
    void theCallsOfABatchStandInTheirOrderWithoutGap() throws Exception {
        List<Outcome> outcomes =
                node.inOneBatch(
                        List.of(
                                () -> call("one", node.basis(), null),
                                () -> call("two", node.basis(), null),
                                () -> call("three", node.basis(), null)));

        assertThat(outcomes).containsExactly(new Committed(1), new Committed(2), new Committed(3));
        assertThat(node.records()).containsExactly("holds up the batch", "one", "two", "three");
        assertThat(node.verify().problems()).isEmpty();
    }

    @Test
    void aBatchIsUnderOneCheckpoint() throws Exception {
        List<WatchedStore.Step> steps = new ArrayList<>();
        node.watch = steps::add;
        node.inOneBatch(List.of(() -> call("one", node.basis(), null), () -> call("two", node.basis(), null)));

        assertThat(steps)
                .containsExactly(
                        WatchedStore.Step.BEGIN,
                        WatchedStore.Step.APPEND,
                        WatchedStore.Step.ADVANCE_HEAD,
                        WatchedStore.Step.COMMIT,
                        WatchedStore.Step.AFTER_COMMIT);
    }

    @Test
    void aCallWithoutChangeStandsBeforeTheChangesOfItsBatch() throws Exception {
        User alice = created("alice");
        long before = node.epochs.current();
        List<Outcome> outcomes =
                node.inOneBatch(
                        List.of(
                                () -> call("change", node.basis(alice.ref()), new IdentityChange.Update(later(alice))),
                                () -> call("read", node.basis(alice.ref()), null)));

        assertThat(outcomes).containsExactly(new Committed(3), new Committed(2));
        assertThat(epochOf(2)).isEqualTo(before);
        assertThat(epochOf(3)).isEqualTo(before + 1);
    }

    @Test
    void aCallWhoseBasisChangedIsDecidedAgainAndNotWritten() {
        User alice = created("alice");
        Basis stale = node.basis(alice.ref());
        assertThat(node.commit("change", new IdentityChange.Update(later(alice)), alice.ref()))
                .isInstanceOf(Committed.class);
        List<String> before = node.records();

        assertThat(node.committer.commit(call("stale", stale, null))).isEqualTo(new DecideAgain());
        assertThat(node.records()).isEqualTo(before);
        assertThat(node.commit("still works")).isEqualTo(new Committed(before.size()));
    }

    @Test
    void aCallThatReadSomethingElseIsNotDecidedAgain() {
        User alice = created("alice");
        User bob = created("bob");
        Basis older = node.basis(bob.ref());
        node.commit("change", new IdentityChange.Update(later(alice)), alice.ref());

        assertThat(node.committer.commit(call("about bob", older, null))).isInstanceOf(Committed.class);
    }

    @Test
    void ofTwoChangesOfOneRowInABatchTheSecondIsDecidedAgain() throws Exception {
        User alice = created("alice");
        IdentityChange first = new IdentityChange.Update(alice.with(Attachments.NONE.withInline(Map.of("p", "first"))));
        IdentityChange second =
                new IdentityChange.Update(alice.with(Attachments.NONE.withInline(Map.of("p", "second"))));
        List<Outcome> outcomes =
                node.inOneBatch(
                        List.of(
                                () -> call("first", node.basis(alice.ref()), first),
                                () -> call("second", node.basis(alice.ref()), second)));

        assertThat(outcomes).containsExactly(new Committed(2), new DecideAgain());
        assertThat(node.records()).doesNotContain("second");
        assertThat(storedPolicies("alice")).isEqualTo(Map.of("p", "first"));
    }

    @Test
    void aChangeThatRestsOnWhatItsBatchAlteredIsDecidedAgainThoughItsOwnRowIsFree() throws Exception {
        User alice = created("alice");
        List<Outcome> outcomes =
                node.inOneBatch(
                        List.of(
                                () -> call("revoke", node.basis(alice.ref()), new IdentityChange.Update(later(alice))),
                                () ->
                                        call(
                                                "by alice",
                                                node.basis(alice.ref()),
                                                new IdentityChange.Create(user("carol")))));

        assertThat(outcomes).containsExactly(new Committed(2), new DecideAgain());
        assertThat(store.identities().user(LoggingNode.ACCOUNT, "carol")).isEmpty();
    }

    @Test
    void aRefusedPreconditionLeavesNothing() {
        User alice = created("alice");
        User future =
                alice.with(Attachments.NONE.withInline(Map.of()))
                        .with(Attachments.NONE.withInline(Map.of("p", "of a version that is not there")));
        long epoch = node.epochs.current();
        List<String> before = node.records();

        assertThat(node.commit("refused", new IdentityChange.Update(future))).isEqualTo(new DecideAgain());
        assertThat(node.commit("exists", new IdentityChange.Create(user("ALICE")))).isEqualTo(new DecideAgain());

        assertThat(node.records()).isEqualTo(before);
        assertThat(storedPolicies("alice")).isEmpty();
        assertThat(node.epochs.current()).isEqualTo(epoch);
    }

    @Test
    void aRefusedChangeDoesNotTakeTheRestOfItsBatchWithIt() throws Exception {
        User alice = created("alice");
        List<Outcome> outcomes =
                node.inOneBatch(
                        List.of(
                                () -> call("refused", node.basis(), new IdentityChange.Create(user("alice"))),
                                () -> call("applied", node.basis(), new IdentityChange.Update(later(alice))),
                                () -> call("read", node.basis(), null)));

        assertThat(outcomes).containsExactly(new DecideAgain(), new Committed(3), new Committed(2));
        assertThat(storedPolicies("alice")).isEqualTo(later(alice).attachments().inline());
        assertThat(node.verify().problems()).isEmpty();
    }

    @Test
    void aChangeStartsAnEpochAndAnInsertDoesNot() {
        long start = node.epochs.current();
        User alice = created("alice");
        assertThat(node.epochs.current()).isEqualTo(start);

        node.commit("change", new IdentityChange.Update(later(alice)), alice.ref());
        assertThat(node.epochs.current()).isEqualTo(start + 1);
    }

    @Test
    void theNewEpochIsKnownBeforeTheChangingCallIsReleased() {
        User alice = created("alice");
        Basis before = node.basis(alice.ref());
        node.commit("change", new IdentityChange.Update(later(alice)), alice.ref());

        assertThat(node.epochs.unchangedSince(before.epoch(), alice.ref())).isFalse();
    }

    @Test
    void whatAnotherNodeChangedIsLearntBeforeTheNextBatchIsDecided() {
        User alice = created("alice");
        User bob = created("bob");
        Basis onAlice = node.basis(alice.ref());
        Basis onBob = node.basis(bob.ref());
        node.elsewhereBeforeTheNextBatch(batch -> change(batch, alice));

        assertThat(node.committer.commit(call("on alice", onAlice, null))).isEqualTo(new DecideAgain());
        assertThat(node.committer.commit(call("on bob", onBob, null))).isInstanceOf(Committed.class);
        assertThat(node.commit("on alice again", null, alice.ref())).isInstanceOf(Committed.class);
        assertThat(node.verify().problems()).isEmpty();
    }

    @Test
    void aNodeThatCannotLearnWhatChangedTakesEverythingAsChanged() {
        User alice = created("alice");
        User bob = created("bob");
        Basis onBob = node.basis(bob.ref());
        node.elsewhereBeforeTheNextBatch(batch -> changeAndForget(batch, alice));

        assertThat(node.committer.commit(call("on bob", onBob, null))).isEqualTo(new DecideAgain());
        assertThat(node.commit("on bob again", null, bob.ref())).isInstanceOf(Committed.class);
    }

    private static void change(CommitStore.Batch batch, User user) {
        assertThat(batch.apply(new IdentityChange.Update(later(user)))).isTrue();
        batch.advanceEpoch(batch.epoch() + 1, List.of(user.ref()));
    }

    /// Another node changes a row and runs so far ahead that the store forgets what it was.
    private static void changeAndForget(CommitStore.Batch batch, User user) {
        change(batch, user);
        batch.advanceEpoch(batch.epoch() + 1_000_000, List.of(new EntityRef("something/else")));
    }

    @Test
    void whatRestsOnNothingIsRecordedWhateverChangedMeanwhile() {
        User alice = created("alice");
        Basis nothing = node.basis();
        node.elsewhereBeforeTheNextBatch(batch -> changeAndForget(batch, alice));

        assertThat(node.committer.commit(call("learns of it", node.basis(alice.ref()), null)))
                .isEqualTo(new DecideAgain());
        assertThat(node.committer.commit(call("the node's own act", nothing, null))).isInstanceOf(Committed.class);
    }

    @Test
    void closingCommitsWhatIsQueuedAndRefusesWhatComesAfter() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        node.watch =
                step -> {
                    if (step == WatchedStore.Step.BEGIN) {
                        held.countDown();
                        LoggingNode.await(closing);
                    }
                };
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Outcome> first = callers.submit(() -> node.commit("first"));
            held.await();
            Future<Outcome> queued = callers.submit(() -> node.commit("queued"));
            LoggingNode.until(() -> node.committer.queued() == 1);
            Future<?> closed = callers.submit(node::close);
            LoggingNode.until(() -> !node.committer.healthy());
            closing.countDown();
            closed.get();
            assertThat(first.get()).isEqualTo(new Committed(0));
            assertThat(queued.get()).isEqualTo(new Committed(1));
        }
        assertThat(node.commit("late")).isInstanceOf(Commit.Failed.class);
        assertThat(node.records()).containsExactly("first", "queued");
        assertThat(node.failures).isEmpty();
    }

    @Test
    void anInterruptedCallStillWaitsForItsRecord() throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> interrupted =
                    callers.submit(() -> {
                        Thread.currentThread().interrupt();
                        Commit.Outcome outcome = node.commit("interrupted");
                        return outcome.equals(new Committed(0)) && Thread.interrupted();
                    });
            assertThat(interrupted.get()).isTrue();
        }
    }

    @Test
    void manyCallsAtOnceAllGetAPlaceOfTheirOwnInALogThatVerifies() throws Exception {
        int threads = 64;
        int calls = 200;
        Set<Long> places = new HashSet<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Long>>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                String name = "thread " + thread;
                running.add(callers.submit(() -> commitMany(name, calls)));
            }
            for (Future<List<Long>> thread : running) {
                List<Long> indexes = thread.get();
                assertThat(indexes).isSorted();
                places.addAll(indexes);
            }
        }

        assertThat(places)
                .containsExactlyInAnyOrderElementsOf(LongStream.range(0, (long) threads * calls).boxed().toList());
        assertThat(node.verify().problems()).isEmpty();
        assertThat(node.verify().entriesRead()).isEqualTo((long) threads * calls);
    }

    private List<Long> commitMany(String name, int calls) {
        List<Long> indexes = new ArrayList<>();
        for (int call = 0; call < calls; call++) {
            indexes.add(((Committed) node.commit(name + " call " + call)).index());
        }
        return indexes;
    }

    private User created(String name) {
        assertThat(node.commit("create " + name, new IdentityChange.Create(user(name)))).isInstanceOf(Committed.class);
        return user(name);
    }

    private static User later(User user) {
        return user.with(Attachments.NONE.withInline(Map.of("changed", "{}")));
    }

    private Map<String, String> storedPolicies(String name) {
        return store.identities().user(LoggingNode.ACCOUNT, name).orElseThrow().attachments().inline();
    }

    private long epochOf(long index) {
        return LogEntry.decode(store.logs().read("a", index, 1).getFirst().envelope()).epoch();
    }
}
