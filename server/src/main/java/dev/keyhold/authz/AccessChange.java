package dev.keyhold.authz;

import dev.keyhold.authz.EffectiveAccess.Never;
import java.util.Optional;

/// What a change of policies does to one caller's permission.
///
/// @param resource the ARN
public record AccessChange(
        Principal caller, Action action, String resource, Kind kind, EffectiveAccess before, EffectiveAccess after) {
    /// The ways of changing. That nothing changes, or which way, is told by the texts of the conditions: where it is
    /// not certain the change is [#CHANGED], which a reader must compare.
    public enum Kind {
        /// Allowed now, perhaps under conditions, and never before.
        NEWLY_ALLOWED("newly allowed"),
        /// Never allowed now, and before perhaps under conditions.
        TAKEN_AWAY("taken away"),
        /// All that was allowed still is, and more may be.
        WIDER("wider"),
        /// Nothing is allowed that was not, and less may be.
        NARROWER("narrower"),
        /// The conditions are others.
        CHANGED("changed");

        private final String shown;

        Kind(String shown) {
            this.shown = shown;
        }

        /// Nothing if both allow the same requests.
        static Optional<Kind> of(EffectiveAccess before, EffectiveAccess after) {
            if (before instanceof Never || after instanceof Never) {
                return before instanceof Never && after instanceof Never
                        ? Optional.empty()
                        : Optional.of(before instanceof Never ? NEWLY_ALLOWED : TAKEN_AWAY);
            }
            boolean keepsAll = before.within(after);
            boolean addsNothing = after.within(before);
            if (keepsAll && addsNothing) {
                return Optional.empty();
            }
            return Optional.of(keepsAll ? WIDER : addsNothing ? NARROWER : CHANGED);
        }
    }

    /// For people, in one line.
    public String describe() {
        String what =
                caller.arn() + " " + action.name() + " on " + resource + ": " + kind.shown + ", " + after.describe();
        return switch (kind) {
            case NEWLY_ALLOWED -> what;
            case TAKEN_AWAY, WIDER, NARROWER, CHANGED -> what + " (before: " + before.describe() + ")";
        };
    }
}
