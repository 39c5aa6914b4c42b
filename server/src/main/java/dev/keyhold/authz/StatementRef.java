package dev.keyhold.authz;

/// Where a statement stands.
///
/// @param number the place of the statement in its policy, counted from 1
/// @param sid the statement's Sid as written, empty if it has none; need not be unique
public record StatementRef(Source source, int number, String sid) {
    private static final int SHOWN_SID_CHARACTERS = 64;

    /// The policy that holds a statement.
    public sealed interface Source {
        /// The policy of the key that was asked for.
        record OfKey() implements Source {}

        /// The trust policy of the role that was asked for.
        record OfRole() implements Source {}

        /// A policy attached to the caller.
        record OfCaller(String policyName) implements Source {}

        /// The caller's permissions boundary.
        record OfBoundary(String policyName) implements Source {}

        /// A policy passed when the caller's session was made.
        record OfSession(String policyName) implements Source {}
    }

    /// For people: the Sid is cut to 64 characters, for it may be as long as a policy and a reason is recorded with
    /// every call.
    public String describe() {
        String where =
                switch (source) {
                    case Source.OfKey() -> "the key policy";
                    case Source.OfRole() -> "the trust policy";
                    case Source.OfCaller(String policyName) -> "identity policy " + policyName;
                    case Source.OfBoundary(String policyName) -> "permissions boundary " + policyName;
                    case Source.OfSession(String policyName) -> "session policy " + policyName;
                };
        return "statement " + number + shownSid() + " of " + where;
    }

    private String shownSid() {
        if (sid.isEmpty()) {
            return "";
        }
        boolean whole = sid.length() <= SHOWN_SID_CHARACTERS;
        return " (" + (whole ? sid : sid.substring(0, SHOWN_SID_CHARACTERS) + "…") + ")";
    }
}
