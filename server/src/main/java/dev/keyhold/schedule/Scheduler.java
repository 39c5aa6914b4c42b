package dev.keyhold.schedule;

import dev.keyhold.keys.DueKey;
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

/// Looks every second for keys for which something is due, and has it done.
///
/// What was missed while no node ran is found at the start and done once. Every node of a deployment looks; what one
/// has done the others find done. A key that cannot be dealt with is left alone for a minute, so that it holds up no
/// other.
///
/// Threads: one background thread, and whoever calls [#run].
public final class Scheduler implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);
    private static final long PAUSE_MILLIS = 1000;
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
    private static final int PAGE = 256;

    private final KeyStore store;
    private final Clock clock;
    private final BiConsumer<DueKey, Instant> act;
    private final ScheduledExecutorService thread;

    /// Failed acts and when to try them again. Guarded by this.
    private final Map<DueKey, Instant> failed = new HashMap<>();

    /// Starts the background thread.
    ///
    /// @param store finds what is due
    /// @param clock tells the time by which it is
    /// @param act does it, or throws
    public Scheduler(KeyStore store, Clock clock, BiConsumer<DueKey, Instant> act) {
        this.store = store;
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
        Optional<DueKey> last = Optional.empty();
        List<DueKey> page;
        do {
            page = store.due(now, last, PAGE);
            page.stream().filter(due -> !failed.containsKey(due)).forEach(due -> act(due, now));
            last = page.isEmpty() ? last : Optional.of(page.getLast());
        } while (page.size() == PAGE);
    }

    private void act(DueKey due, Instant now) {
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
