package dev.keyhold.authz;

/// One compiled statement.
///
/// @param number the place in its policy, counted from 1
/// @param sid empty if absent
/// @param actions over folded action names
record Statement(int number, String sid, Effect effect, Patterns actions, Patterns resources) {
    boolean applies(Effect wanted, AuthorizationRequest request) {
        return effect == wanted
                && actions.match(request.action().folded())
                && resources.match(request.resource().arn());
    }

    StatementRef at(StatementRef.Source source) {
        return new StatementRef(source, number, sid);
    }
}
