package dev.keyhold.authz;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// A policy as written, before the rules that depend on its kind.
///
/// @param variables whether the version is one in which `${…}` is a policy variable
record ParsedPolicy(boolean variables, List<ParsedStatement> statements) {
    private static final Pattern SID = Pattern.compile("[A-Za-z0-9]*");

    /// Refuses Sids that IAM does not take; KMS takes any.
    void requireSids() {
        Set<String> sids = new HashSet<>();
        for (ParsedStatement statement : statements) {
            if (!SID.matcher(statement.sid()).matches()) {
                throw new MalformedPolicyException("Statement IDs (SID) must be alpha-numeric.");
            }
            if (!statement.sid().isEmpty() && !sids.add(statement.sid())) {
                throw new MalformedPolicyException("Statement IDs (SID) in a single policy must be unique.");
            }
        }
    }
}
