package dev.keyhold.authz;

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
        @Nullable Values resources) {
    private static final Pattern ACTION = Pattern.compile("\\*|(?:\\*|[A-Za-z0-9-]+):[A-Za-z0-9*?]+");

    /// The values of an element or, negated, of its `Not` form.
    record Values(boolean negated, List<String> texts) {}

    /// Compiles; an absent Action or Resource covers nothing.
    ///
    /// @param variables whether `${…}` in a resource is a policy variable
    Statement compile(boolean variables) {
        return new Statement(number, sid, effect, compiledActions(), compiledResources(variables));
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
        return Patterns.compile(actions.negated(), actions.texts().stream().map(Action::fold).toList());
    }

    private Patterns compiledResources(boolean variables) {
        if (resources == null) {
            return Patterns.NOTHING;
        }
        for (String text : resources.texts()) {
            if (!text.equals("*") && !text.startsWith("arn:")) {
                throw malformed("a resource is neither * nor an ARN");
            }
            if (variables && text.contains("${")) {
                throw new UnsupportedPolicyElementException("${…} (a policy variable)");
            }
        }
        return Patterns.compile(resources.negated(), resources.texts());
    }

    private MalformedPolicyException malformed(String what) {
        return new MalformedPolicyException("Statement " + number + " of the policy is malformed: " + what + ".");
    }
}
