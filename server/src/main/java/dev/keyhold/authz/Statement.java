package dev.keyhold.authz;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One compiled statement.
///
/// @param number the place in its policy, counted from 1
/// @param sid empty if absent
/// @param actions over folded action names
record Statement(
        int number, String sid, Effect effect, Patterns actions, Patterns resources, List<Condition> conditions) {
    boolean applies(Effect wanted, AuthorizationRequest request) {
        return effect == wanted
                && actions.match(request.action().folded(), request.context())
                && resources.match(request.resource().arn(), request.context())
                && (conditions.isEmpty() || allHold(request.context()));
    }

    /// What of a request must still hold for it to apply once the known facts are put in; null if it never applies.
    @Nullable List<Requirement> remaining(Effect wanted, Action action, String resource, Known known) {
        if (effect != wanted || !actions.match(action.folded(), known.context())) {
            return null;
        }
        Truth matches = resources.given(resource, known);
        if (matches == Truth.FALSE) {
            return null;
        }
        if (matches == Truth.TRUE && conditions.isEmpty()) {
            return List.of();
        }
        List<Requirement> remaining = new ArrayList<>();
        if (matches == Truth.OPEN) {
            remaining.add(new Requirement.OfResource(resources, resource));
        }
        for (Condition condition : conditions) {
            switch (condition.given(known)) {
                case FALSE -> {
                    return null;
                }
                case OPEN -> remaining.add(condition);
                case TRUE -> {}
            }
        }
        return remaining;
    }

    private boolean allHold(RequestContext context) {
        for (Condition condition : conditions) {
            if (!condition.holds(context)) {
                return false;
            }
        }
        return true;
    }

    StatementRef at(StatementRef.Source source) {
        return new StatementRef(source, number, sid);
    }
}
