package dev.keyhold.authz;

import java.util.List;

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
