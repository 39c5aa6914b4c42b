package dev.keyhold.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.keyhold.identity.Caller;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// How many calls a second each caller may make. A caller who has been idle may make a second's worth at once.
///
/// The "generic cell rate algorithm" (ITU-T I.371): all that is kept of a caller is the time at which its next call
/// would be on schedule; it may be ahead of its schedule by a second. Threads: safe, without locks.
final class RequestRates {

    private static final long BURST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int CALLERS = 100_000;

    private final long intervalNanos;
    private final Cache<String, AtomicLong> onSchedule;

    /// @param perSecond calls of one caller a second; 0 for as many as it likes
    RequestRates(int perSecond) {
        this.intervalNanos = perSecond == 0 ? 0 : Math.max(1, BURST_NANOS / perSecond);
        this.onSchedule = Caffeine.newBuilder().maximumSize(CALLERS).build();
    }

    /// Whether the caller may make one more call now.
    ///
    /// @param now by `System.nanoTime`
    boolean admits(Caller caller, long now) {
        if (intervalNanos == 0) {
            return true;
        }
        AtomicLong schedule = onSchedule.get(caller.arn(), first -> new AtomicLong(now));
        while (true) {
            long due = schedule.get();
            long next = (due - now > 0 ? due : now) + intervalNanos;
            if (next - now > BURST_NANOS) {
                return false;
            }
            if (schedule.compareAndSet(due, next)) {
                return true;
            }
        }
    }
}
