package dev.keyhold.keys;

import java.time.Duration;
import java.time.Instant;

/// When a key gets new material by itself.
///
/// @param periodInDays days of 24 hours between two rotations
/// @param next when the next one is due
public record RotationSchedule(int periodInDays, Instant next) {

    /// A schedule that begins now: the first rotation is a period away.
    public static RotationSchedule startingAt(Instant now, int periodInDays) {
        return new RotationSchedule(periodInDays, now.plus(Duration.ofDays(periodInDays)));
    }

    /// The schedule after the rotation that was due. Rotations that were missed are made up by this one: the next is a
    /// period after its date, or after now if that has passed as well.
    public RotationSchedule rotatedAt(Instant now) {
        Instant following = next.plus(Duration.ofDays(periodInDays));
        return following.isAfter(now) ? new RotationSchedule(periodInDays, following) : startingAt(now, periodInDays);
    }
}
