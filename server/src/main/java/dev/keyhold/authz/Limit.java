package dev.keyhold.authz;

/// A policy that gives nothing and bounds what others give.
public sealed interface Limit {
    /// For people.
    String describe();

    /// The caller's permissions boundary.
    ///
    /// @param name the ARN of the managed policy
    record Boundary(String name) implements Limit {
        @Override
        public String describe() {
            return "the permissions boundary " + name;
        }
    }

    /// The policies that were passed when the session was made.
    record Session() implements Limit {
        @Override
        public String describe() {
            return "no session policy";
        }
    }
}
