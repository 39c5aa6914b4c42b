package dev.keyhold.authz;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The compiled values of one `Action`, `NotAction`, `Resource` or `NotResource` element or of a `StringLike`. Values
/// without a wildcard are found by hash.
///
/// @param written all values
/// @param prefixes what stands before the `*` of values that have no other wildcard, as most have
/// @param templates those with policy variables
record Patterns(
        boolean negated,
        List<String> written,
        Set<String> exact,
        List<String> prefixes,
        Globs globs,
        List<Template> templates) {
    /// What an absent element of a key policy statement compiles to: AWS accepts the statement, which then has no
    /// effect.
    static final Patterns NOTHING = compile(false, List.of(), false);

    /// @param variables whether `${…}` is a policy variable
    /// @throws IllegalArgumentException if what follows a `${` is no policy variable
    static Patterns compile(boolean negated, List<String> values, boolean variables) {
        List<String> fixed = values.stream().filter(value -> !variables || !Template.isTemplate(value)).toList();
        List<Template> templates =
                values.stream()
                        .filter(value -> variables && Template.isTemplate(value))
                        .map(value -> Template.parse(value, true, true))
                        .toList();
        Set<String> exact =
                fixed.stream().filter(value -> !Globs.isPattern(value)).collect(Collectors.toUnmodifiableSet());
        List<String> prefixes =
                fixed.stream().filter(Patterns::isPrefix).map(value -> value.substring(0, value.length() - 1)).toList();
        Globs globs = new Globs(fixed.stream().filter(value -> Globs.isPattern(value) && !isPrefix(value)).toList());
        return new Patterns(negated, List.copyOf(values), exact, prefixes, globs, templates);
    }

    private static boolean isPrefix(String value) {
        return value.endsWith("*") && value.indexOf('*') == value.length() - 1 && value.indexOf('?') < 0;
    }

    boolean match(String text, RequestContext context) {
        return negated
                != (exact.contains(text)
                        || anyPrefixFits(text)
                        || globs.anyMatches(text)
                        || anyTemplateMatches(text, context));
    }

    private boolean anyPrefixFits(String text) {
        for (int i = 0; i < prefixes.size(); i++) {
            if (text.startsWith(prefixes.get(i))) {
                return true;
            }
        }
        return false;
    }

    /// Whether the text matches, as far as the known facts tell.
    Truth given(String text, Known known) {
        if (exact.contains(text) || anyPrefixFits(text) || globs.anyMatches(text)) {
            return Truth.of(!negated);
        }
        Haystack haystack = new Haystack(text);
        boolean open = false;
        for (Template template : templates) {
            Truth matches = template.given(haystack, known);
            if (matches == Truth.TRUE) {
                return Truth.of(!negated);
            }
            open |= matches == Truth.OPEN;
        }
        return open ? Truth.OPEN : Truth.of(negated);
    }

    /// Whether it is known by the values that each text that matches these matches the others too. Both have policy
    /// variables or neither has.
    boolean within(Patterns other) {
        return negated == other.negated
                && templates.isEmpty() == other.templates.isEmpty()
                && Set.copyOf((negated ? this : other).written).containsAll((negated ? other : this).written);
    }

    // the rest follows from the values, and two globs of the same values are not equal
    @Override
    public boolean equals(Object other) {
        return other instanceof Patterns that
                && negated == that.negated
                && templates.isEmpty() == that.templates.isEmpty()
                && written.equals(that.written);
    }

    @Override
    public int hashCode() {
        return 31 * Boolean.hashCode(negated) + written.hashCode();
    }

    private boolean anyTemplateMatches(String text, RequestContext context) {
        if (templates.isEmpty()) {
            return false;
        }
        Haystack haystack = new Haystack(text);
        for (int i = 0; i < templates.size(); i++) {
            if (templates.get(i).matches(haystack, context)) {
                return true;
            }
        }
        return false;
    }
}
