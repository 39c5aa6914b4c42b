package dev.keyhold.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts calls that nobody provably made, per source and reason, and puts them on record: the first of each at once,
/// the rest as one number a minute. Otherwise a stranger could fill the log.
///
/// At most [#MAX_SOURCES] sources are told apart between two records; the rest are counted together.
///
/// Threads: [#count] may be called by any thread and does no I/O; one background thread writes.
public final class UnauthenticatedCalls implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UnauthenticatedCalls.class);

    static final int MAX_SOURCES = 1000;
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final String OTHER_SOURCES = "other";

    private final SystemRecords records;
    private final Clock clock;
    private final String account;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wake = lock.newCondition();
    // guarded by lock
    private final Set<Source> seenThisPeriod = new HashSet<>();
    private List<Source> firsts = new ArrayList<>();
    private Map<Source, Integer> furthers = new HashMap<>();
    private boolean closed;

    private record Source(String address, String reason) {}

    /// Starts the background thread.
    ///
    /// @param records puts the numbers on record
    /// @param clock tells the periods apart
    /// @param account the account in whose view they appear
    public UnauthenticatedCalls(SystemRecords records, Clock clock, String account) {
        this.records = records;
        this.clock = clock;
        this.account = account;
        this.thread = Thread.ofPlatform().name("unauthenticated-calls").daemon(true).start(this::run);
    }

    /// Counts one call.
    ///
    /// @param address where it came from
    /// @param reason the modelled error that it got
    public void count(String address, String reason) {
        lock.lock();
        try {
            Source source = new Source(address, reason);
            if (!seenThisPeriod.contains(source) && seenThisPeriod.size() >= MAX_SOURCES) {
                source = new Source(OTHER_SOURCES, reason);
            }
            if (seenThisPeriod.add(source)) {
                firsts.add(source);
                wake.signal();
            } else {
                furthers.merge(source, 1, Integer::sum);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Writes what is counted, then stops.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            wake.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Instant periodEnd = clock.instant().plus(PERIOD);
        boolean more = true;
        while (more) {
            List<Source> dueFirsts;
            Map<Source, Integer> dueFurthers = Map.of();
            lock.lock();
            try {
                awaitWork(periodEnd);
                more = !closed;
                dueFirsts = firsts;
                firsts = new ArrayList<>();
                if (closed || !clock.instant().isBefore(periodEnd)) {
                    dueFurthers = furthers;
                    furthers = new HashMap<>();
                    seenThisPeriod.clear();
                    periodEnd = clock.instant().plus(PERIOD);
                }
            } catch (InterruptedException stopping) {
                return;
            } finally {
                lock.unlock();
            }
            dueFirsts.forEach(source -> putOnRecord(source, 1));
            dueFurthers.forEach(this::putOnRecord);
        }
    }

    /// Waits for the first call of a source, the end or the end of the period, and no longer than a period if the clock
    /// is set back.
    private void awaitWork(Instant periodEnd) throws InterruptedException {
        Duration left = Duration.between(clock.instant(), periodEnd);
        long nanos = left.compareTo(PERIOD) < 0 ? left.toNanos() : PERIOD.toNanos();
        while (firsts.isEmpty() && !closed && nanos > 0) {
            nanos = wake.awaitNanos(nanos);
        }
    }

    private void putOnRecord(Source source, int count) {
        Fields details =
                new Fields()
                        .text("sourceIPAddress", source.address())
                        .text("reason", source.reason())
                        .number("count", count);
        try {
            records.record(account, "UnauthenticatedCalls", details, null);
        } catch (RuntimeException cannot) { // the numbers are a service to auditors, never a reason to stop counting
            LOG.error("{} unauthenticated calls from {} are not on record", count, source.address(), cannot);
        }
    }
}
