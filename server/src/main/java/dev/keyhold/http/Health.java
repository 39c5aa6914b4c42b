package dev.keyhold.http;

/// What the health checks tell. Threads: safe.
public interface Health {

    /// An answer to a check.
    ///
    /// @param ok whether it is good
    /// @param text one word or a short line for people, never a secret
    record State(boolean ok, String text) {}

    /// Whether the process runs.
    State alive();

    /// Whether the node can serve: the store can be written and the key hierarchy is open.
    State ready();
}
