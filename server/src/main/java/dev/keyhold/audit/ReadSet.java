package dev.keyhold.audit;

import java.util.ArrayList;
import java.util.List;

/// Collects what one decision reads while it is being made.
///
/// It is created before the first read, which fixes the epoch. Threads: confined to the call.
public final class ReadSet {

    private final long epoch;
    private final List<EntityRef> read = new ArrayList<>(4);

    /// @param epochs asked for the epoch at which the decision begins
    public ReadSet(Epochs epochs) {
        this.epoch = epochs.current();
    }

    /// Notes that the decision depends on `entity`, found or absent.
    public void note(EntityRef entity) {
        read.add(entity);
    }

    /// What the decision rests on so far.
    public Basis basis() {
        return new Basis(epoch, read);
    }
}
