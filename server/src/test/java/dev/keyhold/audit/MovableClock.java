package dev.keyhold.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A clock that a test sets. Threads: safe.
public final class MovableClock extends Clock {

    private volatile Instant now;

    /// A clock that stands still at this time.
    public MovableClock(Instant now) {
        this.now = now;
    }

    /// Sets the time, also back.
    public void set(Instant time) {
        now = time;
    }

    /// Moves on.
    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("UTC only");
    }
}
