package dev.keyhold.audit;

import dev.keyhold.audit.Commit.Committed;
import dev.keyhold.audit.Commit.DecideAgain;
import dev.keyhold.audit.Commit.Failed;
import dev.keyhold.audit.Commit.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The only writer of a node: it puts every call on record, together with the state change that the call makes, and
/// lets no answer go before both are durable and under a signed checkpoint.
///
/// **How a batch runs.** There is no timer: the committer takes what is queued while it was busy, and in one
/// transaction
///
/// 1. reads the deployment's epoch and learns what other nodes changed since the last batch;
/// 2. sends back every call whose basis no longer holds, to be decided again by its own thread;
/// 3. applies the changes, each under a savepoint; one whose precondition does not hold, or that rests on what an
///    earlier change of this batch altered, is sent back too;
/// 4. appends the entries (calls without a change first, so that they stand before the changes that they were decided
///    without), signs one checkpoint, and advances the head by compare-and-swap.
///
/// Only after the commit, and after [Epochs] has learnt what changed, are the waiting calls released.
///
/// **Why revoked means revoked.** A call that starts after a revoking call has returned is decided under the new epoch
/// on the node that revoked, or, on another node, finds the newer epoch in step 1 of its batch, because the revoking
/// transaction was committed before its call returned. A node that cannot reach the store cannot commit and so cannot
/// answer: there is no lease to wait for.
///
/// **Failure.** Whatever goes wrong in a batch leaves its outcome unknown, for an fsync that failed must not be tried
/// again (Rebello et al., "Can Applications Recover from fsync Failures?", USENIX ATC 2020). The committer then fails
/// every waiting and every later commit, and tells the node to stop. Recovery is a new start, which reads what the
/// store really holds.
///
/// Threads: [#commit] may be called by any thread; one platform thread runs the batches.
public final class Committer implements AutoCloseable {

    private static final int MAX_BATCH = 512;

    private final CommitStore store;
    private final NodeLog log;
    private final Epochs epochs;
    private final Consumer<Throwable> onFailure;

    /// Lock-free. Its length is bounded by the number of calls that the edge lets in at once.
    private final LinkedTransferQueue<Commit> queue = new LinkedTransferQueue<>();

    private final ConcurrentLinkedQueue<Runnable> betweenBatches = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private final Commit wakeUp;

    /// Why the node must not answer any more; set once.
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private volatile boolean closing;

    /// Starts the committer's thread.
    ///
    /// @param store the one connection that writes, from now on owned by the committer
    /// @param log the node's log, continued from the stored head
    /// @param epochs told of every committed change
    /// @param onFailure told once, on the committer's thread, when the node must stop
    public Committer(CommitStore store, NodeLog log, Epochs epochs, Consumer<Throwable> onFailure) {
        this.store = store;
        this.log = log;
        this.epochs = epochs;
        this.onFailure = onFailure;
        this.wakeUp = new Commit("", "", new byte[0], new byte[0], new Basis(0, List.of()), null);
        this.thread = Thread.ofPlatform().name("committer").daemon(false).unstarted(this::run);
        this.thread.start();
    }

    /// Puts one call on record and waits until it is durable, refused for re-decision, or failed.
    public Outcome commit(Commit commit) {
        Throwable failed = failure.get();
        if (failed != null) {
            return new Failed(failed);
        }
        queue.put(commit);
        if (failure.get() != null || (closing && !thread.isAlive())) {
            failQueued();
        }
        return commit.await();
    }

    /// Whether the node can still put calls on record.
    public boolean healthy() {
        return failure.get() == null && !closing;
    }

    /// Calls that wait for a batch.
    public int queued() {
        return queue.size();
    }

    /// Commits what is queued, then stops. The caller has seen to it that no more calls come.
    @Override
    public void close() {
        closing = true;
        queue.offer(wakeUp);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException ignoredUntilJoined) {
                interrupted = true;
            }
        }
        failQueued();
        store.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Commit> taken = new ArrayList<>(MAX_BATCH);
        try {
            while (failure.get() == null && (!closing || !queue.isEmpty())) {
                taken.clear();
                taken.add(queue.take());
                queue.drainTo(taken, MAX_BATCH - 1);
                taken.removeIf(commit -> commit == wakeUp);
                if (!taken.isEmpty()) {
                    runBatch(taken);
                    taken.clear(); // they are answered: what fails from here on is not theirs
                }
                Runnable chore = betweenBatches.poll();
                if (chore != null) {
                    chore.run();
                }
            }
        } catch (Throwable unknownOutcome) { // whatever it is, the node must stop rather than answer
            fail(unknownOutcome, taken);
        }
    }

    /// Stops the node from answering, because of a batch or of something beside it that the record needs, such as a
    /// bundle that cannot be written. From here on no call is released, not even one whose batch is under way.
    void fail(Throwable cause) {
        fail(cause, List.of());
    }

    private void fail(Throwable cause, List<Commit> underWay) {
        boolean first = failure.compareAndSet(null, cause); // before any caller learns of it
        underWay.forEach(commit -> commit.complete(new Failed(cause)));
        failQueued();
        if (first) {
            onFailure.accept(cause);
        }
    }

    private void failQueued() {
        Throwable failed = failure.get();
        Throwable cause = failed != null ? failed : new IllegalStateException("the node is stopping");
        for (Commit commit = queue.poll(); commit != null; commit = queue.poll()) {
            commit.complete(new Failed(cause));
        }
    }

    private void runBatch(List<Commit> taken) {
        boolean changing = taken.stream().anyMatch(commit -> commit.change() != null);
        CommitStore.Batch transaction = store.begin(changing);
        learnForeignChanges(transaction);

        List<Commit> again = new ArrayList<>(0);
        List<Commit> plain = new ArrayList<>(taken.size());
        List<Commit> changes = new ArrayList<>(2);
        for (Commit commit : taken) {
            if (!epochs.holds(commit.basis())) {
                again.add(commit);
            } else if (commit.change() == null) {
                plain.add(commit);
            } else {
                changes.add(commit);
            }
        }

        long epoch = transaction.epoch();
        List<EntityRef> touched = new ArrayList<>();
        List<Commit> applied = applyChanges(transaction, changes, touched, again);
        long newEpoch = touched.isEmpty() ? epoch : epoch + 1;
        if (newEpoch != epoch) {
            transaction.advanceEpoch(newEpoch, touched);
        }
        if (plain.isEmpty() && applied.isEmpty()) {
            transaction.rollback();
        } else {
            putOnRecord(transaction, plain, epoch, applied, newEpoch, touched);
        }
        again.forEach(commit -> commit.complete(new DecideAgain()));
    }

    private void learnForeignChanges(CommitStore.Batch transaction) {
        long known = epochs.current();
        long now = transaction.epoch();
        if (now == known) {
            return;
        }
        Optional<List<EntityRef>> changed = transaction.changedSince(known);
        if (changed.isPresent()) {
            epochs.advance(now, changed.get());
        } else {
            epochs.forgetEverything(now);
        }
    }

    private static List<Commit> applyChanges(
            CommitStore.Batch transaction, List<Commit> changes, List<EntityRef> touched, List<Commit> again) {
        List<Commit> applied = new ArrayList<>(changes.size());
        Set<EntityRef> alteredHere = new HashSet<>();
        for (Commit commit : changes) {
            Change change = commit.change();
            boolean independent = commit.basis().read().stream().noneMatch(alteredHere::contains);
            if (change != null && independent && transaction.apply(change)) {
                alteredHere.addAll(change.touches());
                touched.addAll(change.touches());
                applied.add(commit);
            } else {
                again.add(commit);
            }
        }
        return applied;
    }

    private void putOnRecord(
            CommitStore.Batch transaction,
            List<Commit> plain,
            long epoch,
            List<Commit> applied,
            long newEpoch,
            List<EntityRef> touched) {
        NodeLog.Draft draft = log.draft();
        plain.forEach(commit -> draft.add(commit, epoch));
        applied.forEach(commit -> draft.add(commit, newEpoch));
        transaction.append(draft.entries());
        LogHead head = draft.seal();
        transaction.advanceHead(log.head(), head);
        transaction.commit();

        log.accept(draft);
        if (newEpoch != epoch) {
            epochs.advance(newEpoch, touched);
        }
        Throwable failed = failure.get();
        long index = draft.firstIndex();
        for (List<Commit> onRecord : List.of(plain, applied)) {
            for (Commit commit : onRecord) {
                commit.complete(failed == null ? new Committed(index) : new Failed(failed));
                index++;
            }
        }
    }

    /// Runs `chore` on the committer's thread between two batches, soon after the next one. It must be short: calls
    /// wait meanwhile. If it throws, the node stops.
    void betweenBatches(Runnable chore) {
        betweenBatches.add(chore);
    }
}
