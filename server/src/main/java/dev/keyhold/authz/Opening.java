package dev.keyhold.authz;

/// What of a resource lets a caller in: a statement of a key's policy, or a grant.
public sealed interface Opening {
    /// For people, without what it does.
    String describe();

    /// A statement of the key policy.
    record ByStatement(StatementRef statement) implements Opening {
        @Override
        public String describe() {
            return statement.describe();
        }
    }

    /// A grant on the key.
    ///
    /// @param id the grant's 64 hex digits
    record ByGrant(String id) implements Opening {
        @Override
        public String describe() {
            return "grant " + id;
        }
    }
}
