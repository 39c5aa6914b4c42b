package dev.keyhold.schedule;

import dev.keyhold.keys.Due;
import dev.keyhold.keys.GrantStore;
import dev.keyhold.keys.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks every second for keys and grants for which something is due, and has it done.
///
/// What was missed while no node ran is found at the start and done once. Every node of a deployment looks; what one
/// has done the others find done. What cannot be dealt with is left alone for a minute, so that it holds up nothing
/// else.
///
/// Threads: one background thread, and whoever calls [#run].
public final class Scheduler implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);
    private static final long PAUSE_MILLIS = 1000;
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
    private static final int PAGE = 256;

    private final KeyStore keys;
    private final GrantStore grants;
    private final Clock clock;
    private final BiConsumer<Due, Instant> act;
    private final ScheduledExecutorService thread;

    /// Failed acts and when to try them again. Guarded by this.
    private final Map<Due, Instant> failed = new HashMap<>();

    /// Starts the background thread.
    ///
    /// @param keys finds the keys that are due
    /// @param grants finds the grants that have expired
    /// @param clock tells the time by which it is
    /// @param act does it, or throws
    public Scheduler(KeyStore keys, GrantStore grants, Clock clock, BiConsumer<Due, Instant> act) {
        this.keys = keys;
        this.grants = grants;
        this.clock = clock;
        this.act = act;
        this.thread =
                Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("schedule").daemon(true).factory());
        var _ = thread.scheduleWithFixedDelay(this::runUnlessBroken, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// The executor would silently never run again after an exception.
    private void runUnlessBroken() {
        try {
            run();
        } catch (RuntimeException cannot) {
            LOG.error("what is due cannot be found", cannot);
        }
    }

    /// Does all that is due now.
    public synchronized void run() {
        Instant now = clock.instant();
        failed.values().removeIf(again -> !again.isAfter(now));
        doAll(keys::due, now);
        doAll(grants::expired, now);
    }

    /// Reads what is due by a time, oldest first.
    @FunctionalInterface
    private interface Finder<D extends Due> {
        List<D> due(Instant now, Optional<D> after, int limit);
    }

    private <D extends Due> void doAll(Finder<D> finder, Instant now) {
        Optional<D> last = Optional.empty();
        List<D> page;
        do {
            page = finder.due(now, last, PAGE);
            page.stream().filter(due -> !failed.containsKey(due)).forEach(due -> act(due, now));
            last = page.isEmpty() ? last : Optional.of(page.getLast());
        } while (page.size() == PAGE);
    }

    private void act(Due due, Instant now) {
        try {
            act.accept(due, now);
        } catch (RuntimeException cannot) {
            LOG.error("{} is due and was not done", due, cannot);
            failed.put(due, now.plus(AFTER_FAILURE));
        }
    }

    /// Lets a running act finish, and stops.
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
                LOG.error("the schedule does not stop");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
