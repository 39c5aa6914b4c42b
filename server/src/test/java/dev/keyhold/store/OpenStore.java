package dev.keyhold.store;

import dev.keyhold.audit.Change;
import dev.keyhold.audit.CommitStore;
import dev.keyhold.audit.LogHead;
import dev.keyhold.audit.StoredEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A part of the contract, with a store open for every test.
public abstract class OpenStore {

    static final String NODE = "node-a";

    TestStores stores;
    Store store;
    CommitStore commits;

    /// A new, empty database.
    protected abstract TestStores fresh();

    @BeforeEach
    void open() {
        stores = fresh();
        store = stores.open();
        commits = store.commits(NODE);
    }

    @AfterEach
    void close() {
        commits.close();
        store.close();
    }

    /// Closes the store and opens it again, as a restart does.
    void restart() {
        close();
        store = stores.open();
        commits = store.commits(NODE);
    }

    /// Commits changes, all of which must apply.
    void commit(Change... changes) {
        for (boolean applied : tryAll(changes)) {
            if (!applied) {
                throw new AssertionError("a precondition did not hold");
            }
        }
    }

    /// Commits one change and tells whether it applied.
    boolean tryOne(Change change) {
        return tryAll(change).getFirst();
    }

    /// Commits one batch of changes and tells which applied.
    List<Boolean> tryAll(Change... changes) {
        CommitStore.Batch batch = commits.begin(true);
        List<Boolean> applied = new ArrayList<>();
        for (Change change : changes) {
            applied.add(batch.apply(change));
        }
        batch.commit();
        return applied;
    }

    /// Commits entries and the head over them.
    LogHead append(List<StoredEntry> entries) {
        Optional<LogHead> from = commits.head();
        CommitStore.Batch batch = commits.begin(false);
        batch.append(entries);
        LogHead to = Samples.head(from.map(LogHead::size).orElse(0L) + entries.size());
        batch.advanceHead(from, to);
        batch.commit();
        return to;
    }
}
