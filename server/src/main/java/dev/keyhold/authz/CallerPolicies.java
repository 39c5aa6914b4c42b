package dev.keyhold.authz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All policies that are attached to a caller.
///
/// @param identity those that give, in the order in which reasons should prefer them
/// @param boundary bounds what they give
/// @param session those that were passed when a session was made; they bound it together, none bounds nothing
public record CallerPolicies(List<NamedPolicy> identity, Optional<NamedPolicy> boundary, List<NamedPolicy> session) {
    /// Of a caller to whom no policy is attached.
    public static final CallerPolicies NONE = of(List.of());

    public CallerPolicies {
        identity = List.copyOf(identity);
        session = List.copyOf(session);
    }

    /// Of a caller with neither a boundary nor session policies.
    public static CallerPolicies of(List<NamedPolicy> identity) {
        return new CallerPolicies(identity, Optional.empty(), List.of());
    }

    Optional<StatementRef> denying(AuthorizationRequest request) {
        return first(identity, Effect.DENY, request)
                .or(() ->
                        boundary.flatMap(named ->
                                named.policy()
                                        .deciding(Effect.DENY, request)
                                        .map(found -> found.at(new StatementRef.Source.OfBoundary(named.name())))))
                .or(() ->
                        session.stream()
                                .flatMap(named ->
                                        named.policy().deciding(Effect.DENY, request).stream()
                                                .map(found ->
                                                        found.at(new StatementRef.Source.OfSession(named.name()))))
                                .findFirst());
    }

    Optional<StatementRef> giving(AuthorizationRequest request) {
        return first(identity, Effect.ALLOW, request);
    }

    private static Optional<StatementRef> first(
            List<NamedPolicy> policies, Effect effect, AuthorizationRequest request) {
        for (NamedPolicy named : policies) {
            Optional<Statement> found = named.policy().deciding(effect, request);
            if (found.isPresent()) {
                return Optional.of(found.get().at(new StatementRef.Source.OfCaller(named.name())));
            }
        }
        return Optional.empty();
    }

    /// The first limit that does not allow the request.
    Optional<Limit> limiting(AuthorizationRequest request) {
        if (boundary.isPresent() && !allows(boundary.get(), request)) {
            return Optional.of(new Limit.Boundary(boundary.get().name()));
        }
        return session.isEmpty() || session.stream().anyMatch(named -> allows(named, request))
                ? Optional.empty()
                : Optional.of(new Limit.Session());
    }

    /// The Denies that may cover the request, in the order of [#denying].
    List<Residual> denials(PartialRequest request) {
        List<Residual> denials = identityResiduals(Effect.DENY, request);
        boundary.ifPresent(named -> denials.addAll(ofBoundary(named, Effect.DENY, request)));
        session.forEach(named -> denials.addAll(ofSession(named, Effect.DENY, request)));
        return denials;
    }

    /// The Allows of identity policies that may cover the request.
    List<Residual> gifts(PartialRequest request) {
        return identityResiduals(Effect.ALLOW, request);
    }

    /// For each limit the Allows that may cover the request.
    Map<Limit, List<Residual>> limits(PartialRequest request) {
        Map<Limit, List<Residual>> limits = new LinkedHashMap<>();
        boundary.ifPresent(
                named -> limits.put(new Limit.Boundary(named.name()), ofBoundary(named, Effect.ALLOW, request)));
        if (!session.isEmpty()) {
            List<Residual> together = new ArrayList<>();
            session.forEach(named -> together.addAll(ofSession(named, Effect.ALLOW, request)));
            limits.put(new Limit.Session(), together);
        }
        return limits;
    }

    private List<Residual> identityResiduals(Effect effect, PartialRequest request) {
        List<Residual> residuals = new ArrayList<>();
        for (NamedPolicy named : identity) {
            residuals.addAll(named.policy().residuals(effect, request, new StatementRef.Source.OfCaller(named.name())));
        }
        return residuals;
    }

    private static List<Residual> ofBoundary(NamedPolicy named, Effect effect, PartialRequest request) {
        return named.policy().residuals(effect, request, new StatementRef.Source.OfBoundary(named.name()));
    }

    private static List<Residual> ofSession(NamedPolicy named, Effect effect, PartialRequest request) {
        return named.policy().residuals(effect, request, new StatementRef.Source.OfSession(named.name()));
    }

    private static boolean allows(NamedPolicy named, AuthorizationRequest request) {
        return named.policy().deciding(Effect.ALLOW, request).isPresent();
    }
}
