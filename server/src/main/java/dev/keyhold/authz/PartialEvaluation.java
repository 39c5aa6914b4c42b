package dev.keyhold.authz;

import dev.keyhold.authz.EffectiveAccess.Alternative;
import dev.keyhold.authz.EffectiveAccess.AnyOf;
import dev.keyhold.authz.Reach.AlsoNeeded;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rules of [Authorizer] for all requests of a [PartialRequest] at once.
///
/// A nearer way in needs no more than a farther one does, so a request is allowed if there is any way in that holds
/// together with what it also needs, and no denial counts. Takes about the time of a decision for each, and no more
/// with the requests that there may be.
final class PartialEvaluation {
    private PartialEvaluation() {}

    /// Something that must allow.
    ///
    /// @param otherwise why requests are denied if nothing does
    private record Needed(AnyOf anyOf, Reason.ForDenying otherwise) {
        static Needed of(List<Residual> residuals, Reason.ForDenying otherwise) {
            return new Needed(new AnyOf(residuals), otherwise);
        }
    }

    static EffectiveAccess of(PartialRequest request) {
        AnyOf denials = denials(request);
        if (denials.isCertain()) {
            return never(new Reason.ExplicitDeny(statement(denials.residuals().getFirst())));
        }
        return switch (request.resource()) {
            case Resource.Guarded guarded -> onGuarded(request, guarded, denials);
            case Resource.RetirableGrant named -> onRetiring(request, named.grant(), denials);
            case Resource.WithoutPolicy resource ->
                    resource.account().equals(request.caller().account())
                            ? byIdentity(request, denials)
                            : never(new Reason.ResourceOfAnotherAccount());
            case Resource.None() -> byIdentity(request, denials);
        };
    }

    private static AnyOf denials(PartialRequest request) {
        List<Residual> denials = new ArrayList<>();
        if (request.resource() instanceof Resource.Guarded guarded) {
            denials.addAll(guarded.policy().denials(request));
        }
        denials.addAll(request.policies().denials(request));
        return new AnyOf(denials);
    }

    private static EffectiveAccess onGuarded(PartialRequest request, Resource.Guarded guarded, AnyOf denials) {
        StatementRef.Source source = guarded.policy().source();
        boolean sameAccount = guarded.account().equals(request.caller().account());
        Map<AlsoNeeded, List<Residual>> openings = new EnumMap<>(AlsoNeeded.class);
        openings(request, guarded)
                .forEach((reach, residuals) ->
                        openings.computeIfAbsent(
                                        reach.alsoNeeded(request.caller(), sameAccount), _ -> new ArrayList<>())
                                .addAll(residuals));
        if (openings.isEmpty()) {
            return never(withoutOpening(request, source));
        }
        List<List<Needed>> ways = new ArrayList<>(openings.size());
        openings.forEach(
                (also, residuals) -> ways.add(way(request, residuals, also, new Reason.ResourceSilent(source))));
        return combine(ways, denials);
    }

    private static Map<Reach, List<Residual>> openings(PartialRequest request, Resource.Guarded guarded) {
        Map<Reach, List<Residual>> openings = guarded.policy().openings(request);
        if (GrantTerms.GRANTABLE.contains(request.action())) {
            for (Reach reach : Reach.nearestFirst()) {
                String arn = reach.arnOf(request.caller());
                List<Residual> byGrants = arn == null ? List.of() : ofGrants(request, guarded.grants().heldBy(arn));
                if (!byGrants.isEmpty()) {
                    openings.computeIfAbsent(reach, _ -> new ArrayList<>()).addAll(byGrants);
                }
            }
        }
        return openings;
    }

    private static List<Residual> ofGrants(PartialRequest request, List<Grant> held) {
        List<Residual> residuals = new ArrayList<>(held.size());
        for (Grant grant : held) {
            List<Requirement> remaining = grant.terms().remaining(request.action(), request.from());
            if (remaining != null) {
                residuals.add(new Residual.OfGrant(grant.id(), remaining));
            }
        }
        return residuals;
    }

    private static Reason.ForDenying withoutOpening(PartialRequest request, StatementRef.Source policy) {
        AnyOf given = new AnyOf(request.policies().gifts(request));
        return given.isImpossible()
                ? new Reason.ResourceSilent(policy)
                : new Reason.IdentityAllowIsVoid(statement(given.residuals().getFirst()), policy);
    }

    private static EffectiveAccess onRetiring(PartialRequest request, Grant grant, AnyOf denials) {
        Optional<Reach> reach = grant.reachForRetiring(request.caller());
        if (reach.isEmpty()) {
            return never(new Reason.NotItsToRetire(grant.id()));
        }
        List<Residual> opening = List.of(new Residual.OfGrant(grant.id(), List.of()));
        AlsoNeeded also = reach.get().alsoNeeded(request.caller(), true);
        return combine(List.of(way(request, opening, also, new Reason.NotItsToRetire(grant.id()))), denials);
    }

    private static EffectiveAccess byIdentity(PartialRequest request, AnyOf denials) {
        List<Needed> way = new ArrayList<>();
        if (!(request.caller() instanceof Principal.Root)) {
            way.add(Needed.of(request.policies().gifts(request), new Reason.IdentityPoliciesSilent()));
            way.addAll(limits(request));
        }
        return combine(List.of(way), denials);
    }

    private static List<Needed> way(
            PartialRequest request, List<Residual> openings, AlsoNeeded also, Reason.ForDenying otherwise) {
        List<Needed> way = new ArrayList<>();
        way.add(Needed.of(openings, otherwise));
        if (also == AlsoNeeded.IDENTITY_POLICY_WITHIN_LIMITS) {
            Opening opening = opening(way.getFirst().anyOf().residuals().getFirst());
            way.add(Needed.of(request.policies().gifts(request), new Reason.ResourceAloneAllows(opening)));
        }
        if (also != AlsoNeeded.NOTHING) {
            way.addAll(limits(request));
        }
        return way;
    }

    private static List<Needed> limits(PartialRequest request) {
        List<Needed> limits = new ArrayList<>();
        request.policies()
                .limits(request)
                .forEach((limit, allows) -> limits.add(Needed.of(allows, new Reason.Limited(limit))));
        return limits;
    }

    /// @param ways at least one, nearest first
    private static EffectiveAccess combine(List<List<Needed>> ways, AnyOf denials) {
        List<Alternative> alternatives = new ArrayList<>(ways.size());
        Reason.ForDenying against = null;
        for (List<Needed> way : ways) {
            Optional<Reason.ForDenying> missing = missing(way);
            Alternative alternative = alternative(way);
            Optional<Reason.ForDenying> undone =
                    missing.or(
                            () -> alternative.undoneBy(denials).map(deny -> new Reason.ExplicitDeny(statement(deny))));
            if (undone.isEmpty() && alternative.isCertain()) {
                return denials.isImpossible()
                        ? new EffectiveAccess.Always(reason(alternative))
                        : new EffectiveAccess.Conditional(List.of(alternative), denials);
            }
            if (undone.isEmpty()) {
                alternatives.add(alternative);
            } else if (against == null) {
                against = undone.get();
            }
        }
        return against != null && alternatives.isEmpty()
                ? never(against)
                : new EffectiveAccess.Conditional(alternatives, denials);
    }

    private static Optional<Reason.ForDenying> missing(List<Needed> way) {
        return way.stream().filter(needed -> needed.anyOf().isImpossible()).map(Needed::otherwise).findFirst();
    }

    // a limit that holds in every request is no news
    private static Alternative alternative(List<Needed> way) {
        return new Alternative(
                way.stream()
                        .filter(needed -> !(needed.otherwise() instanceof Reason.Limited && needed.anyOf().isCertain()))
                        .map(Needed::anyOf)
                        .toList());
    }

    private static Reason.ForAllowing reason(Alternative certain) {
        List<Residual> allowing = certain.allOf().stream().map(anyOf -> anyOf.residuals().getFirst()).toList();
        if (allowing.isEmpty()) {
            return new Reason.CallerIsRoot();
        }
        Residual first = allowing.getFirst();
        if (allowing.size() == 1) {
            return first instanceof Residual.OfStatement(StatementRef statement, _)
                            && statement.source() instanceof StatementRef.Source.OfCaller
                    ? new Reason.IdentityPolicyAllows(statement)
                    : new Reason.ResourceAllows(opening(first));
        }
        return new Reason.BothAllow(opening(first), statement(allowing.getLast()));
    }

    private static Opening opening(Residual residual) {
        return switch (residual) {
            case Residual.OfStatement(StatementRef statement, _) -> new Opening.ByStatement(statement);
            case Residual.OfGrant(String id, _) -> new Opening.ByGrant(id);
        };
    }

    private static StatementRef statement(Residual residual) {
        return switch (residual) {
            case Residual.OfStatement(StatementRef statement, _) -> statement;
            case Residual.OfGrant _ -> throw new IllegalArgumentException("a grant is no statement");
        };
    }

    private static EffectiveAccess never(Reason.ForDenying missing) {
        return new EffectiveAccess.Never(missing);
    }
}
