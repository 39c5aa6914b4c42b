package dev.keyhold.authz;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The compiled values of one `Action`, `NotAction`, `Resource` or `NotResource` element. Values without a wildcard are
/// found by hash.
record Patterns(boolean negated, Set<String> exact, Globs globs) {
    /// What an absent element of a key policy statement compiles to: AWS accepts the statement, which then has no
    /// effect.
    static final Patterns NOTHING = compile(false, List.of());

    static Patterns compile(boolean negated, List<String> values) {
        Set<String> exact =
                values.stream().filter(value -> !Globs.isPattern(value)).collect(Collectors.toUnmodifiableSet());
        return new Patterns(negated, exact, new Globs(values.stream().filter(Globs::isPattern).toList()));
    }

    boolean match(String text) {
        return negated != (exact.contains(text) || globs.anyMatches(text));
    }
}
