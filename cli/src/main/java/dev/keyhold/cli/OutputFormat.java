package dev.keyhold.cli;

/// How a command prints its answer.
enum OutputFormat {
    /// A table for people.
    table,
    /// JSON for programs.
    json
}
