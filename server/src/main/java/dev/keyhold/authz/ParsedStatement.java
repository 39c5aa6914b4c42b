package dev.keyhold.authz;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One statement as written, before the rules that depend on the kind of policy; null stands for an absent element.
///
/// @param number the place in its policy, counted from 1
/// @param sid empty if absent
record ParsedStatement(
        int number,
        String sid,
        Effect effect,
        @Nullable Principals principals,
        @Nullable Values actions,
        @Nullable Values resources,
        List<ParsedCondition> conditions) {
    private static final Pattern ACTION = Pattern.compile("\\*|(?:\\*|[A-Za-z0-9-]+):[A-Za-z0-9*?]+");

    /// The values of an element or, negated, of its `Not` form.
    record Values(boolean negated, List<String> texts) {}

    /// This statement of a key policy, to which some keys are never present.
    ParsedStatement inKeyPolicy() {
        List<ParsedCondition> seen =
                conditions.stream()
                        .map(one ->
                                ContextKeys.isSeenByKeyPolicies(one.key())
                                        ? one
                                        : new ParsedCondition(one.operator(), ContextKeys.NEVER_PRESENT, one.values()))
                        .toList();
        return new ParsedStatement(number, sid, effect, principals, actions, resources, seen);
    }

    /// This statement of a policy that stands at the one resource that it is about.
    ParsedStatement onEverything() {
        return new ParsedStatement(
                number, sid, effect, principals, actions, new Values(false, List.of("*")), conditions);
    }

    /// Compiles; an absent Action or Resource covers nothing.
    ///
    /// @param variables whether `${…}` in a resource or a condition is a policy variable
    Statement compile(boolean variables) {
        try {
            return new Statement(
                    number,
                    sid,
                    effect,
                    compiledActions(),
                    compiledResources(variables),
                    compiledConditions(variables));
        } catch (IllegalArgumentException malformed) {
            throw malformed(String.valueOf(malformed.getMessage()));
        }
    }

    private List<Condition> compiledConditions(boolean variables) {
        List<Condition> compiled = new ArrayList<>(conditions.size());
        for (ParsedCondition condition : conditions) {
            if (!ContextKeys.isWellFormed(condition.key())) {
                throw malformed("a condition key is not of the form prefix:name");
            }
            compiled.add(
                    Condition.compile(condition, effect, variables)
                            .orElseThrow(() -> malformed("a condition operator is not known")));
        }
        return List.copyOf(compiled);
    }

    private Patterns compiledActions() {
        if (actions == null) {
            return Patterns.NOTHING;
        }
        for (String text : actions.texts()) {
            if (!ACTION.matcher(text).matches()) {
                throw malformed("an action is not of the form service:Name");
            }
        }
        return Patterns.compile(actions.negated(), actions.texts().stream().map(Action::fold).toList(), false);
    }

    private Patterns compiledResources(boolean variables) {
        if (resources == null) {
            return Patterns.NOTHING;
        }
        for (String text : resources.texts()) {
            if (!text.equals("*") && !text.startsWith("arn:")) {
                throw malformed("a resource is neither * nor an ARN");
            }
        }
        return Patterns.compile(resources.negated(), resources.texts(), variables);
    }

    private MalformedPolicyException malformed(String what) {
        return new MalformedPolicyException("Statement " + number + " of the policy is malformed: " + what + ".");
    }
}
