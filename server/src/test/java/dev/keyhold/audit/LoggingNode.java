package dev.keyhold.audit;

import dev.keyhold.identity.Attachments;
import dev.keyhold.identity.User;
import dev.keyhold.store.Store;
import dev.keyhold.transparency.verify.LogVerifier;
import dev.keyhold.transparency.verify.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The part of a node that puts calls on record, over a real store, wired as [dev.keyhold.boot.Node] wires it.
final class LoggingNode implements AutoCloseable {

    static final String ACCOUNT = "111122223333";
    static final String REGION = "eu-central-1";
    static final Instant CREATED = Instant.parse("2026-01-02T03:04:05Z");

    final String name;
    final Epochs epochs;
    final Committer committer;
    final List<Throwable> failures = new CopyOnWriteArrayList<>();

    private final Store store;
    private final CommitStore real;

    /// Told of every step of the store; replaced by a test that holds one up or breaks one.
    volatile Consumer<WatchedStore.Step> watch = step -> {};

    LoggingNode(Store store, String name) {
        this.store = store;
        this.name = name;
        this.real = store.commits(name);
        this.epochs = new Epochs(real.epoch());
        LogKey key = LogKey.ofNode(name);
        NodeLog log = NodeLog.open(key.name(), key, Clock.systemUTC(), real.head(), store.logs().newest(name));
        this.committer = new Committer(new WatchedStore(real, step -> watch.accept(step)), log, epochs, failures::add);
    }

    /// Commits a transaction of another node just before the next batch.
    void elsewhereBeforeTheNextBatch(Consumer<CommitStore.Batch> transaction) {
        watch =
                step -> {
                    watch = after -> {};
                    elsewhere(transaction);
                };
    }

    /// Commits a transaction of another node, on the committer's thread and before a batch has begun: it takes the same
    /// connection, because SQLite has one writer. The committer cannot tell.
    void elsewhere(Consumer<CommitStore.Batch> transaction) {
        CommitStore.Batch batch = real.begin(true);
        transaction.accept(batch);
        batch.commit();
    }

    /// The store's writing side as the bundler uses it, for deletions. It tells of each when it is made.
    CommitStore deletions(Consumer<long[]> told) {
        return new WatchedStore(real, step -> {}) {
            @Override
            public void dropBundled(long from, long to) {
                super.dropBundled(from, to);
                told.accept(new long[] {from, to});
            }
        };
    }

    Basis basis(EntityRef... read) {
        return new Basis(epochs.current(), List.of(read));
    }

    static Commit call(String record, Basis basis, @Nullable Change change) {
        byte[] salt = new byte[16];
        salt[0] = (byte) record.hashCode();
        return new Commit(ACCOUNT, REGION, record.getBytes(StandardCharsets.UTF_8), salt, basis, change);
    }

    Commit.Outcome commit(String record) {
        return committer.commit(call(record, basis(), null));
    }

    Commit.Outcome commit(String record, @Nullable Change change, EntityRef... read) {
        return committer.commit(call(record, basis(read), change));
    }

    /// Commits many calls at once, each on a thread of its own, and waits for all of them.
    static void atOnce(int calls, IntConsumer call) throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> all = new ArrayList<>();
            for (int number = 0; number < calls; number++) {
                int its = number;
                all.add(() -> {
                    call.accept(its);
                    return its;
                });
            }
            for (Future<Integer> done : callers.invokeAll(all)) {
                done.get();
            }
        }
    }

    static User user(String name) {
        return new User(ACCOUNT, "/", name, "AIDA" + name, CREATED, Attachments.NONE);
    }

    /// Runs these commits in one batch, in this order: they are queued while the batch before them is held up. That
    /// batch is not watched.
    ///
    /// @param commits made on the thread that waits for them, which is their contract
    List<Commit.Outcome> inOneBatch(List<Supplier<Commit>> commits) throws Exception {
        Consumer<WatchedStore.Step> watchAfterwards = watch;
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch allQueued = new CountDownLatch(1);
        watch =
                step -> {
                    if (step == WatchedStore.Step.BEGIN) {
                        held.countDown();
                        await(allQueued);
                    } else if (step == WatchedStore.Step.AFTER_COMMIT) {
                        watch = watchAfterwards;
                    }
                };
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Commit.Outcome> before = callers.submit(() -> commit("holds up the batch"));
            held.await();
            List<Future<Commit.Outcome>> outcomes;
            try {
                outcomes = queued(callers, commits);
            } finally {
                allQueued.countDown();
            }
            before.get();
            List<Commit.Outcome> results = new ArrayList<>();
            for (Future<Commit.Outcome> outcome : outcomes) {
                results.add(outcome.get());
            }
            return results;
        }
    }

    private List<Future<Commit.Outcome>> queued(ExecutorService callers, List<Supplier<Commit>> commits) {
        List<Future<Commit.Outcome>> outcomes = new ArrayList<>();
        for (Supplier<Commit> commit : commits) {
            outcomes.add(callers.submit(() -> committer.commit(commit.get())));
            int queued = outcomes.size();
            until(() -> committer.queued() >= queued);
        }
        return outcomes;
    }

    /// Waits until something holds that other threads bring about; ends with the test's time.
    static void until(BooleanSupplier holds) {
        while (!holds.getAsBoolean()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("what was waited for did not come");
            }
            Thread.onSpinWait();
        }
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }

    /// The records of this node's log in order.
    List<String> records() {
        return new StoredLog(store.logs(), name)
                .entries().stream().map(entry -> new String(entry.record(), StandardCharsets.UTF_8)).toList();
    }

    /// What an auditor finds.
    Report verify() {
        try {
            return new LogVerifier(LogKey.ofNode(name).trusted()).verify(new StoredLog(store.logs(), name));
        } catch (IOException cannot) {
            throw new UncheckedIOException(cannot);
        }
    }

    /// Stops the committer before the end of the test; once more does no harm.
    void stop() {
        committer.close();
    }

    @Override
    public void close() {
        stop();
    }
}
