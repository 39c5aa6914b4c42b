package dev.keyhold.authz;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A compiled policy of a resource, whose statements say whom they are about. Immutable.
public abstract sealed class ResourcePolicy implements PolicyDocument permits KeyPolicy, TrustPolicy {

    private record Entry(Principals principals, Statement statement, StatementRef ref) {
        @Nullable List<Requirement> remaining(Effect effect, PartialRequest request) {
            return statement.remaining(effect, request.action(), request.resource().arn(), request.known());
        }
    }

    private final StatementRef.Source source;
    private final List<Entry> denies = new ArrayList<>();
    private final List<Entry> allows = new ArrayList<>();

    /// @param source what this policy is
    /// @param policy as written
    /// @param rules those of its kind: refuses a statement that breaks them, else gives what is to be compiled
    ResourcePolicy(StatementRef.Source source, ParsedPolicy policy, UnaryOperator<ParsedStatement> rules) {
        this.source = source;
        for (ParsedStatement parsed : policy.statements()) {
            Principals principals = parsed.principals();
            if (principals == null) {
                throw new MalformedPolicyException("Policy contains a statement with no principal.");
            }
            if (principals.negated() && parsed.effect() == Effect.ALLOW) {
                throw new MalformedPolicyException("A statement has NotPrincipal with the Effect Allow.");
            }
            Statement statement = rules.apply(parsed).compile(policy.variables());
            (statement.effect() == Effect.DENY ? denies : allows)
                    .add(new Entry(principals, statement, statement.at(source)));
        }
    }

    /// What this policy is, for reasons.
    StatementRef.Source source() {
        return source;
    }

    /// The first Deny that covers the request, whether it names the caller or the caller's account.
    Optional<StatementRef> denying(AuthorizationRequest request) {
        boolean bounded = request.policies().boundary().isPresent();
        for (Entry entry : denies) {
            if (entry.principals.reachedByDeny(request.caller(), bounded)
                    && entry.statement.applies(Effect.DENY, request)) {
                return Optional.of(entry.ref);
            }
        }
        return Optional.empty();
    }

    /// The Allow that covers the request and reaches the caller nearest; of several such the first.
    Optional<Way> allowing(AuthorizationRequest request) {
        Reach nearest = null;
        StatementRef found = null;
        for (Entry entry : allows) {
            Reach reach = entry.principals.reach(request.caller());
            if (reach != null
                    && (nearest == null || reach.compareTo(nearest) < 0)
                    && entry.statement.applies(Effect.ALLOW, request)) {
                nearest = reach;
                found = entry.ref;
                if (reach == Reach.IN_PERSON) {
                    break;
                }
            }
        }
        return nearest == null || found == null
                ? Optional.empty()
                : Optional.of(new Way(nearest, new Opening.ByStatement(found)));
    }

    /// The Denies that may cover the request, as [#denying] finds the first.
    List<Residual> denials(PartialRequest request) {
        boolean bounded = request.policies().boundary().isPresent();
        List<Residual> denials = new ArrayList<>();
        for (Entry entry : denies) {
            List<Requirement> remaining =
                    entry.principals.reachedByDeny(request.caller(), bounded)
                            ? entry.remaining(Effect.DENY, request)
                            : null;
            if (remaining != null) {
                denials.add(new Residual.OfStatement(entry.ref, remaining));
            }
        }
        return denials;
    }

    /// The Allows that may cover the request, by how they reach the caller.
    Map<Reach, List<Residual>> openings(PartialRequest request) {
        Map<Reach, List<Residual>> openings = new EnumMap<>(Reach.class);
        for (Entry entry : allows) {
            Reach reach = entry.principals.reach(request.caller());
            List<Requirement> remaining = reach == null ? null : entry.remaining(Effect.ALLOW, request);
            if (reach != null && remaining != null) {
                openings.computeIfAbsent(reach, _ -> new ArrayList<>(1))
                        .add(new Residual.OfStatement(entry.ref, remaining));
            }
        }
        return openings;
    }

    /// The Allows that may cover requests of anybody for the action, with the principals that they name.
    Map<Residual, Principals> allowsOfAnybody(Action action, String resource, Known known) {
        Map<Residual, Principals> found = new LinkedHashMap<>();
        for (Entry entry : allows) {
            List<Requirement> remaining = entry.statement.remaining(Effect.ALLOW, action, resource, known);
            if (remaining != null) {
                found.put(new Residual.OfStatement(entry.ref, remaining), entry.principals);
            }
        }
        return found;
    }
}
