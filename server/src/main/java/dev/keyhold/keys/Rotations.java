package dev.keyhold.keys;

import java.time.Instant;
import java.util.Optional;

/// The rotations of a key: those it has had and those to come.
///
/// @param total how many it has had, which is the sequence of its current material
/// @param onDemand how many of them were asked for, which is limited for the life of a key
/// @param schedule when it is rotated by itself; empty if it is not
public record Rotations(int total, int onDemand, Optional<RotationSchedule> schedule) {

    /// Of a new key.
    public static final Rotations NONE = new Rotations(0, 0, Optional.empty());

    /// After one more that was asked for, which leaves the schedule as it is.
    Rotations plusOnDemand() {
        return new Rotations(total + 1, onDemand + 1, schedule);
    }

    /// After the one that was due.
    Rotations plusScheduled(Instant now) {
        return new Rotations(total + 1, onDemand, schedule.map(due -> due.rotatedAt(now)));
    }

    /// By another schedule, or none.
    Rotations by(Optional<RotationSchedule> newSchedule) {
        return new Rotations(total, onDemand, newSchedule);
    }
}
