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
            if (principals.negated() && parsed.effect() == Effect.ALLOW) {
                throw new MalformedPolicyException("A statement has NotPrincipal with the Effect Allow.");
            }
            refuseOverlyPermissive(parsed.conditions());
            Statement statement = parsed.inKeyPolicy().compile(policy.variables());
            entries.add(new Entry(principals, statement, statement.at(HERE)));
        }
        return new KeyPolicy(entries);
    }

    // ForAllValues holds for a request without the key, which nobody who writes it there means
    private static void refuseOverlyPermissive(List<ParsedCondition> conditions) {
        for (ParsedCondition condition : conditions) {
            if (condition.operator().startsWith("ForAllValues:")
                    && RequestContext.fold(condition.key()).startsWith(ContextKeys.ENCRYPTION_CONTEXT)) {
                throw new MalformedPolicyException(
                        "OverlyPermissiveCondition:EncryptionContext: Using the ForAllValues set operator with a"
                                + " single-valued condition key matches requests without the specified encryption"
                                + " context or with an unspecified encryption context. To fix, remove ForAllValues.");
            }
        }
    }

    /// The first Deny that covers the request, whether it names the caller or the caller's account.
    Optional<StatementRef> denying(AuthorizationRequest request) {
        return first(Effect.DENY, request, named -> named.reachedByDeny(request.caller()));
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
