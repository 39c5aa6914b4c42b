package dev.keyhold.authz;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The compiled values of one `Action`, `NotAction`, `Resource` or `NotResource` element or of a `StringLike`. Values
/// without a wildcard are found by hash.
///
/// @param templates the values with policy variables
record Patterns(boolean negated, Set<String> exact, Globs globs, List<Template> templates) {
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
        Globs globs = new Globs(fixed.stream().filter(Globs::isPattern).toList());
        return new Patterns(negated, exact, globs, templates);
    }

    boolean match(String text, RequestContext context) {
        return negated != (exact.contains(text) || globs.anyMatches(text) || anyTemplateMatches(text, context));
    }

    private boolean anyTemplateMatches(String text, RequestContext context) {
        for (int i = 0; i < templates.size(); i++) {
            if (templates.get(i).matches(text, context)) {
                return true;
            }
        }
        return false;
    }
}
