package dev.keyhold.audit;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// Keeps the usage index up with the logs of all nodes. It runs in the background, and once more before every lookup,
/// so that a lookup sees every call that was answered before it.
///
/// Threads: safe; catching up is done by one thread at a time.
public final class UsageProjection implements AutoCloseable {

    private static final int READ_AT_ONCE = 2048;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final LogStore logs;
    private final UsageIndex index;
    private final UsageRecordReader reader = new UsageRecordReader();
    private final ReentrantLock lock = new ReentrantLock();
    private final Periodic loop;
    private boolean closed; // guarded by lock

    /// Starts the background thread.
    ///
    /// @param logs the committed logs
    /// @param index what is kept up with them; owned from now on
    public UsageProjection(LogStore logs, UsageIndex index) {
        this.logs = logs;
        this.index = index;
        this.loop = new Periodic("usage-projection", PAUSE, this::catchUp);
    }

    /// How a key was used since a day (ISO date, UTC), exact at the time of the call.
    public List<Usage> ofKey(String account, String keyArn, String sinceDay) {
        catchUp();
        return index.ofKey(account, keyArn, sinceDay);
    }

    /// The latest successful use of a key by one of these operations, exact at the time of the call.
    public Optional<Usage> last(String account, String keyArn, Set<String> operations) {
        catchUp();
        return index.last(account, keyArn, operations);
    }

    private void catchUp() {
        lock.lock();
        try {
            if (!closed) {
                for (String node : logs.nodes()) {
                    catchUp(node);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void catchUp(String node) {
        long cursor = index.cursor(node);
        List<StoredEntry> entries = logs.read(node, cursor, READ_AT_ONCE);
        while (!entries.isEmpty()) {
            Map<Usage.Tuple, Usage> usage = new HashMap<>();
            for (StoredEntry entry : entries) {
                for (Usage one : reader.read(entry.record())) {
                    usage.merge(one.key(), one, Usage::plus);
                }
            }
            cursor += entries.size();
            index.add(node, cursor, usage.values());
            entries = entries.size() < READ_AT_ONCE ? List.of() : logs.read(node, cursor, READ_AT_ONCE);
        }
    }

    /// Stops the background thread and closes the index.
    @Override
    public void close() {
        loop.close();
        lock.lock();
        try {
            closed = true;
            index.close();
        } finally {
            lock.unlock();
        }
    }
}
