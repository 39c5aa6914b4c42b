package dev.keyhold.audit;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A real store that tells a test of every step before it is made. The test can hold the step up, or let it fail as a
/// broken disk would, by throwing.
class WatchedStore implements CommitStore {

    /// The steps of a batch.
    enum Step {
        BEGIN,
        CHANGED_SINCE,
        APPLY,
        ADVANCE_EPOCH,
        APPEND,
        ADVANCE_HEAD,
        COMMIT,
        AFTER_COMMIT,
        ROLLBACK,
        DROP_BUNDLED
    }

    private final CommitStore real;
    private final Consumer<Step> watch;

    WatchedStore(CommitStore real, Consumer<Step> watch) {
        this.real = real;
        this.watch = watch;
    }

    @Override
    public Optional<LogHead> head() {
        return real.head();
    }

    @Override
    public long epoch() {
        return real.epoch();
    }

    @Override
    public CommitStore.Batch begin(boolean changing) {
        watch.accept(Step.BEGIN);
        return new WatchedBatch(real.begin(changing));
    }

    @Override
    public void dropBundled(long from, long to) {
        watch.accept(Step.DROP_BUNDLED);
        real.dropBundled(from, to);
    }

    @Override
    public void close() {
        real.close();
    }

    private final class WatchedBatch implements CommitStore.Batch {

        private final CommitStore.Batch batch;

        private WatchedBatch(CommitStore.Batch batch) {
            this.batch = batch;
        }

        @Override
        public long epoch() {
            return batch.epoch();
        }

        @Override
        public Optional<List<EntityRef>> changedSince(long known) {
            watch.accept(Step.CHANGED_SINCE);
            return batch.changedSince(known);
        }

        @Override
        public boolean apply(Change change) {
            watch.accept(Step.APPLY);
            return batch.apply(change);
        }

        @Override
        public void advanceEpoch(long newEpoch, List<EntityRef> changed) {
            watch.accept(Step.ADVANCE_EPOCH);
            batch.advanceEpoch(newEpoch, changed);
        }

        @Override
        public void append(List<StoredEntry> entries) {
            watch.accept(Step.APPEND);
            batch.append(entries);
        }

        @Override
        public void advanceHead(Optional<LogHead> from, LogHead to) {
            watch.accept(Step.ADVANCE_HEAD);
            batch.advanceHead(from, to);
        }

        @Override
        public void commit() {
            watch.accept(Step.COMMIT);
            batch.commit();
            watch.accept(Step.AFTER_COMMIT);
        }

        @Override
        public void rollback() {
            watch.accept(Step.ROLLBACK);
            batch.rollback();
        }
    }
}
