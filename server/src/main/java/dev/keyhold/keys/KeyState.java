package dev.keyhold.keys;

/// The state of a KMS key. What an operation may do in which state is decided by the operation, from AWS's key state
/// table.
public sealed interface KeyState permits KeyState.Enabled, KeyState.Disabled {

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

    /// The state that is stored under a wire name.
    ///
    /// @throws IllegalArgumentException if the name is unknown, which means that a newer version wrote the row
    static KeyState ofWireName(String name) {
        return switch (name) {
            case "Enabled" -> new Enabled();
            case "Disabled" -> new Disabled();
            default -> throw new IllegalArgumentException("unknown key state " + name);
        };
    }
}
