package dev.keyhold.authz;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The compiled values of one `Action`, `NotAction`, `Resource` or `NotResource` element or of a `StringLike`. Values
/// without a wildcard are found by hash.
///
/// @param prefixes what stands before the `*` of values that have no other wildcard, as most have
/// @param templates the values with policy variables
record Patterns(boolean negated, Set<String> exact, List<String> prefixes, Globs globs, List<Template> templates) {
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
        return new Patterns(negated, exact, prefixes, globs, templates);
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
