package dev.keyhold.audit;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;

/// Knows which entities changed at which epoch, and so whether a decision still holds.
///
/// An epoch is a number that grows by one with every committed change of existing state, over all nodes of a
/// deployment. Caches keep a value together with the epoch that was current *before* it was loaded; a value or a
/// decision is valid while nothing that it rests on changed after its epoch.
///
/// Threads: the committer alone calls [#advance] and [#forgetEverything]; any thread may ask. A reader that sees
/// [#current()] return `e` also sees every change up to `e`.
public final class Epochs {

    private static final int MAX_REMEMBERED = 200_000;

    private final ConcurrentHashMap<EntityRef, Long> changedAt = new ConcurrentHashMap<>();
    private volatile long current;

    /// Everything decided or loaded before this epoch counts as changed.
    private volatile long floor;

    /// @param initial the epoch stored in the deployment's state at start
    public Epochs(long initial) {
        this.current = initial;
        this.floor = initial;
    }

    /// The newest epoch this node knows of.
    public long current() {
        return current;
    }

    /// Whether `entity`, as it was read at `epoch` or later, is still as it was.
    public boolean unchangedSince(long epoch, EntityRef entity) {
        if (epoch < floor) {
            return false;
        }
        Long changed = changedAt.get(entity);
        return changed == null || changed <= epoch;
    }

    /// Whether every entity of the basis is still as the decision read it. A decision that read nothing always holds.
    public boolean holds(Basis basis) {
        if (basis.epoch() == current) {
            return true;
        }
        for (EntityRef entity : basis.read()) {
            if (!unchangedSince(basis.epoch(), entity)) {
                return false;
            }
        }
        return true;
    }

    /// Records that these entities changed at `epoch`, which then becomes current.
    void advance(long epoch, Collection<EntityRef> changed) {
        if (changedAt.size() + changed.size() > MAX_REMEMBERED) {
            changedAt.clear();
            floor = epoch;
        }
        for (EntityRef entity : changed) {
            changedAt.put(entity, epoch);
        }
        current = epoch;
    }

    /// Makes `epoch` current when it is not known what changed on the way there: everything read before is stale.
    void forgetEverything(long epoch) {
        floor = epoch;
        current = epoch;
        changedAt.clear();
    }
}
