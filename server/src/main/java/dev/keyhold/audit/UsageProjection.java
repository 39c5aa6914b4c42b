package dev.keyhold.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// Keeps usage up with the logs of all nodes. It runs in the background, and once more before every lookup, so that a
/// lookup sees every call that was answered before it.
///
/// What is read from the logs is first counted in memory and from time to time added to the index, in the order of its
/// rows, which under load is a small part of the writes. Lookups merge both. After a crash it is read from the logs
/// again.
///
/// Threads: safe; one at a time reads, counts and looks up.
public final class UsageProjection implements AutoCloseable {

    private static final int READ_AT_ONCE = 2048;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /// So many pauses, or so many counted tuples (about 100 MB of them), until what is in memory is added to the index.
    private static final int PAUSES_IN_MEMORY = 60;

    private static final int TUPLES_IN_MEMORY = 200_000;

    private final LogStore logs;
    private final UsageIndex index;
    private final UsageRecordReader reader = new UsageRecordReader();
    private final ReentrantLock lock = new ReentrantLock();
    private final Periodic loop;

    // guarded by lock
    private final Map<String, Long> cursors = new HashMap<>();
    private final Map<KeyView, Map<Usage.Tuple, Usage>> counted = new HashMap<>();
    private final Map<String, AccessKeyUse> used = new HashMap<>();
    private int tuples;
    private int pauses;
    private boolean closed;

    /// A key in an account's view.
    private record KeyView(String account, String keyArn) {}

    /// Starts the background thread.
    ///
    /// @param logs the committed logs
    /// @param index what is kept up with them; owned from now on
    public UsageProjection(LogStore logs, UsageIndex index) {
        this.logs = logs;
        this.index = index;
        this.loop = new Periodic("usage-projection", PAUSE, this::keepUp);
    }

    /// How a key was used since a day (ISO date, UTC), exact at the time of the call.
    public List<Usage> ofKey(String account, String keyArn, String sinceDay) {
        lock.lock();
        try {
            catchUp();
            Map<Usage.Tuple, Usage> all = new HashMap<>();
            index.ofKey(account, keyArn, sinceDay).forEach(usage -> all.merge(usage.key(), usage, Usage::plus));
            inMemory(account, keyArn).stream()
                    .filter(usage -> usage.key().day().compareTo(sinceDay) >= 0)
                    .forEach(usage -> all.merge(usage.key(), usage, Usage::plus));
            return all.values().stream()
                    .sorted(
                            Comparator.comparing((Usage usage) -> usage.key().day())
                                    .thenComparing(usage -> usage.key().principal())
                                    .thenComparing(usage -> usage.key().operation())
                                    .thenComparing(usage -> usage.key().result()))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /// The latest successful use of a key by one of these operations, exact at the time of the call.
    public Optional<Usage> last(String account, String keyArn, Set<String> operations) {
        lock.lock();
        try {
            catchUp();
            List<Usage> found = new ArrayList<>();
            index.last(account, keyArn, operations).ifPresent(found::add);
            inMemory(account, keyArn).stream()
                    .filter(usage -> usage.key().result().equals("ok") && operations.contains(usage.key().operation()))
                    .forEach(found::add);
            return found.stream().max(Comparator.comparing(usage -> usage.last().time()));
        } finally {
            lock.unlock();
        }
    }

    /// The last call that an access key signed, exact at the time of the call; none is known of a temporary one.
    public Optional<AccessKeyUse> lastUseOf(String accessKeyId) {
        lock.lock();
        try {
            catchUp();
            return Stream.concat(
                            index.lastUseOf(accessKeyId).stream(), Optional.ofNullable(used.get(accessKeyId)).stream())
                    .reduce(AccessKeyUse::or);
        } finally {
            lock.unlock();
        }
    }

    private Collection<Usage> inMemory(String account, String keyArn) {
        return counted.getOrDefault(new KeyView(account, keyArn), Map.of()).values();
    }

    private void keepUp() {
        lock.lock();
        try {
            catchUp();
            if (++pauses >= PAUSES_IN_MEMORY) {
                flush();
            }
        } finally {
            lock.unlock();
        }
    }

    private void catchUp() {
        if (!closed) {
            for (String node : logs.nodes()) {
                catchUp(node);
            }
        }
    }

    private void catchUp(String node) {
        long cursor = cursors.computeIfAbsent(node, index::cursor);
        List<StoredEntry> entries;
        do {
            entries = logs.read(node, cursor, READ_AT_ONCE);
            entries.forEach(entry -> {
                reader.read(entry.record()).forEach(this::count);
                reader.accessKeyUse().ifPresent(use -> used.merge(use.accessKeyId(), use, AccessKeyUse::or));
            });
            cursor += entries.size();
            cursors.put(node, cursor);
            if (tuples >= TUPLES_IN_MEMORY) {
                flush();
            }
        } while (entries.size() == READ_AT_ONCE);
    }

    private void count(Usage usage) {
        Usage.Tuple tuple = usage.key();
        Map<Usage.Tuple, Usage> ofKey =
                counted.computeIfAbsent(new KeyView(tuple.account(), tuple.keyArn()), first -> new HashMap<>(4));
        int before = ofKey.size();
        ofKey.merge(tuple, usage, Usage::plus);
        tuples += ofKey.size() - before;
    }

    private void flush() {
        List<Usage> all = new ArrayList<>(tuples);
        counted.values().forEach(ofKey -> all.addAll(ofKey.values()));
        all.sort(
                Comparator.comparing((Usage usage) -> usage.key().account())
                        .thenComparing(usage -> usage.key().keyArn())
                        .thenComparing(usage -> usage.key().day()));
        index.add(cursors, all, used.values());
        counted.clear();
        used.clear();
        tuples = 0;
        pauses = 0;
    }

    /// Stops the background thread, adds what is counted to the index and closes it.
    @Override
    public void close() {
        loop.close();
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                flush();
                index.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
