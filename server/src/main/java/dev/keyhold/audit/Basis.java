package dev.keyhold.audit;

import java.util.List;

/// What a decision rests on: the epoch at which it began to read, and the entities that it read.
///
/// @param epoch the value of [Epochs#current()] before the first read
/// @param read every entity whose content the decision used, found or absent
public record Basis(long epoch, List<EntityRef> read) {

    /// Copies the list, so that a later read cannot slip into a decision that is already queued.
    public Basis {
        read = List.copyOf(read);
    }
}
