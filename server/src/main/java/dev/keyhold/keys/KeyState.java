package dev.keyhold.keys;

import java.time.Instant;
import java.util.Optional;

/// The state of a KMS key. What an operation may do in which state is decided by the operation, from AWS's key state
/// table.
public sealed interface KeyState permits KeyState.Enabled, KeyState.Disabled, KeyState.PendingDeletion {

    /// The name on the wire and in the store.
    String wireName();

    /// Usable.
    record Enabled() implements KeyState {
        @Override
        public String wireName() {
            return "Enabled";
        }
    }

    /// Present and manageable, but refused for every cryptographic operation.
    record Disabled() implements KeyState {
        @Override
        public String wireName() {
            return "Disabled";
        }
    }

    /// Unusable, and deleted with its material when the time has come, unless that is cancelled before.
    ///
    /// @param deletionDate when it is deleted
    record PendingDeletion(Instant deletionDate) implements KeyState {
        @Override
        public String wireName() {
            return "PendingDeletion";
        }
    }

    /// When a key in this state is deleted; empty if it is not going to be.
    default Optional<Instant> deletion() {
        return this instanceof PendingDeletion(Instant date) ? Optional.of(date) : Optional.empty();
    }

    /// The state that is stored under a wire name.
    ///
    /// @param deletion when the key is deleted, as [#deletion] gave it
    /// @throws IllegalArgumentException if the name is unknown, which means that a newer version wrote the row
    static KeyState of(String wireName, Optional<Instant> deletion) {
        return switch (wireName) {
            case "Enabled" -> new Enabled();
            case "Disabled" -> new Disabled();
            case "PendingDeletion" -> new PendingDeletion(deletion.orElseThrow());
            default -> throw new IllegalArgumentException("unknown key state " + wireName);
        };
    }
}
