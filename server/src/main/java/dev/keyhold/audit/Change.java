package dev.keyhold.audit;

import java.util.List;

/// A change of state that a feature has decided on and the [Committer] applies together with its audit entry.
///
/// Each feature that owns state has one sealed sub-interface, and `store` one method that applies it. A change carries
/// its own preconditions (the row version it was decided on, or the absence of the row); when one does not hold,
/// nothing of the change is applied and the call is decided again.
public interface Change {

    /// The existing entities that this change alters or removes. It is empty for a change that only adds rows, which no
    /// earlier decision can have depended on; otherwise the change starts a new epoch.
    List<EntityRef> touches();
}
