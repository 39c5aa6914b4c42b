package dev.keyhold.authz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The compiled values of one `Action`, `NotAction`, `Resource` or `NotResource` element. Values without a wildcard are
/// found by hash.
record Patterns(boolean negated, Set<String> exact, List<Glob> globs) {
    /// What an absent element of a key policy statement compiles to: AWS accepts the statement, which then has no
    /// effect.
    static final Patterns NOTHING = new Patterns(false, Set.of(), List.of());

    static Patterns compile(boolean negated, List<String> values) {
        Set<String> exact = new HashSet<>();
        List<Glob> globs = new ArrayList<>();
        for (String value : values) {
            if (Glob.isPattern(value)) {
                globs.add(new Glob(value));
            } else {
                exact.add(value);
            }
        }
        return new Patterns(negated, Set.copyOf(exact), List.copyOf(globs));
    }

    boolean match(String text) {
        return negated != (exact.contains(text) || anyGlobMatches(text));
    }

    private boolean anyGlobMatches(String text) {
        for (Glob glob : globs) {
            if (glob.matches(text)) {
                return true;
            }
        }
        return false;
    }
}
