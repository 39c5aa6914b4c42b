package dev.keyhold.authz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A compiled key policy. Immutable.
public final class KeyPolicy implements PolicyDocument {
    private static final StatementRef.Source HERE = new StatementRef.Source.OfKey();

    private record Entry(Principals principals, Statement statement, StatementRef ref) {}

    private final List<Entry> entries;

    private KeyPolicy(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    static KeyPolicy compile(ParsedPolicy policy) {
        List<Entry> entries = new ArrayList<>();
        for (ParsedStatement parsed : policy.statements()) {
            Principals principals = parsed.principals();
            if (principals == null) {
                throw new MalformedPolicyException("Policy contains a statement with no principal.");
            }
            Statement statement = parsed.compile(policy.variables());
            entries.add(new Entry(principals, statement, statement.at(HERE)));
        }
        return new KeyPolicy(entries);
    }

    /// The first Deny that covers the request, whether it names the caller or the caller's account.
    Optional<StatementRef> denying(AuthorizationRequest request) {
        Principal caller = request.caller();
        return first(Effect.DENY, request, named -> named.name(caller) || named.nameAccountOf(caller));
    }

    /// The first Allow that covers the request and names the caller.
    Optional<StatementRef> allowingCaller(AuthorizationRequest request) {
        return first(Effect.ALLOW, request, named -> named.name(request.caller()));
    }

    /// The first Allow that covers the request and names the caller's account.
    Optional<StatementRef> allowingAccount(AuthorizationRequest request) {
        return first(Effect.ALLOW, request, named -> named.nameAccountOf(request.caller()));
    }

    private Optional<StatementRef> first(Effect effect, AuthorizationRequest request, Predicate<Principals> concerned) {
        for (Entry entry : entries) {
            if (concerned.test(entry.principals) && entry.statement.applies(effect, request)) {
                return Optional.of(entry.ref);
            }
        }
        return Optional.empty();
    }
}
