package dev.keyhold.authz;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which requests of one caller for one action on one resource are allowed. It is exact: [#holds] answers as
/// [Authorizer#decide] does for every request that agrees with the known facts. Two are equal if they hold for the same
/// reasons, in the same statements and under conditions that are written alike.
///
/// Conditions are not solved but compared by their texts: one that no request satisfies, or two that cannot hold
/// together, may still stand in a [Conditional].
public sealed interface EffectiveAccess {
    /// Whether this request is allowed.
    boolean holds(RequestContext context);

    /// For people, in one line.
    String describe();

    /// No request is allowed.
    ///
    /// @param missing what stands against all of them
    record Never(Reason.ForDenying missing) implements EffectiveAccess {
        @Override
        public boolean holds(RequestContext context) {
            return false;
        }

        @Override
        public String describe() {
            return "denied: " + missing.describe();
        }
    }

    /// All requests are allowed.
    ///
    /// @param reason one that suffices
    record Always(Reason.ForAllowing reason) implements EffectiveAccess {
        @Override
        public boolean holds(RequestContext context) {
            return true;
        }

        @Override
        public String describe() {
            return "allowed: " + reason.describe();
        }
    }

    /// It depends on the request: allowed if an alternative holds and no denial counts.
    ///
    /// @param anyOf at least one, nearest first
    /// @param unless the denials
    record Conditional(List<Alternative> anyOf, AnyOf unless) implements EffectiveAccess {
        public Conditional {
            anyOf = List.copyOf(anyOf);
        }

        @Override
        public boolean holds(RequestContext context) {
            return anyOf.stream().anyMatch(alternative -> alternative.holds(context)) && !unless.holds(context);
        }

        @Override
        public String describe() {
            String ways = anyOf.stream().map(Alternative::describe).collect(Collectors.joining("; or "));
            return "allowed " + ways + (unless.isImpossible() ? "" : "; unless denied by " + unless.describe());
        }
    }

    /// A way of being allowed.
    ///
    /// @param allOf what must allow together: the key policy or a grant, an identity policy, and where that depends on
    ///   the request the boundary and the session policies. None for the root user where the resource has no policy
    record Alternative(List<AnyOf> allOf) {
        public Alternative {
            allOf = List.copyOf(allOf);
        }

        boolean isCertain() {
            return allOf.stream().allMatch(AnyOf::isCertain);
        }

        boolean holds(RequestContext context) {
            return allOf.stream().allMatch(anyOf -> anyOf.holds(context));
        }

        /// For people, in one line.
        public String describe() {
            return allOf.isEmpty()
                    ? "because the caller is the root user of the account"
                    : allOf.stream().map(anyOf -> "by " + anyOf.describe()).collect(Collectors.joining(" and "));
        }

        /// The requirements of what has no alternative to it.
        private List<Requirement> allRequired() {
            return allOf.stream()
                    .filter(anyOf -> anyOf.residuals().size() == 1)
                    .flatMap(anyOf -> anyOf.residuals().getFirst().when().stream())
                    .toList();
        }

        /// The first denial that is known to count whenever this holds.
        Optional<Residual> undoneBy(AnyOf denials) {
            return denials.isImpossible() ? Optional.empty() : denials.following(allRequired());
        }

        private boolean within(Alternative other) {
            List<Requirement> required = allRequired();
            return other.allOf.stream()
                    .allMatch(wider ->
                            wider.follows(required) || allOf.stream().anyMatch(anyOf -> anyOf.within(wider, required)));
        }
    }

    /// Statements and grants of which one suffices.
    ///
    /// @param residuals those that may count, in the order of their policies; if one is certain, only that
    record AnyOf(List<Residual> residuals) {
        public AnyOf {
            Optional<Residual> certain = residuals.stream().filter(Residual::isCertain).findFirst();
            residuals = certain.map(List::of).orElse(List.copyOf(residuals));
        }

        boolean isCertain() {
            return residuals.size() == 1 && residuals.getFirst().isCertain();
        }

        boolean isImpossible() {
            return residuals.isEmpty();
        }

        boolean holds(RequestContext context) {
            return residuals.stream().anyMatch(residual -> residual.counts(context));
        }

        /// For people, in one line.
        public String describe() {
            String all = residuals.stream().map(Residual::describe).collect(Collectors.joining(" or "));
            return residuals.size() == 1 ? all : "(" + all + ")";
        }

        private boolean follows(List<Requirement> given) {
            return following(given).isPresent();
        }

        /// The first that is known to count in each request that satisfies all these.
        private Optional<Residual> following(List<Requirement> given) {
            return residuals.stream()
                    .filter(residual ->
                            residual.when().stream()
                                    .allMatch(needed -> given.stream().anyMatch(held -> held.within(needed))))
                    .findFirst();
        }

        private boolean within(AnyOf other, List<Requirement> given) {
            return residuals.stream()
                    .allMatch(residual ->
                            other.follows(Stream.concat(residual.when().stream(), given.stream()).toList()));
        }
    }

    /// Whether it is known that the other allows each request that this allows. Decided by the texts of the conditions,
    /// wherever they stand: exact if it says yes, while a no leaves it open.
    default boolean within(EffectiveAccess other) {
        return alternatives().allMatch(mine -> other.alternatives().anyMatch(mine::within))
                && (this instanceof Never || other.denials().within(denials(), List.of()));
    }

    private Stream<Alternative> alternatives() {
        return switch (this) {
            case Never _ -> Stream.empty();
            case Always _ -> Stream.of(new Alternative(List.of()));
            case Conditional(List<Alternative> anyOf, AnyOf _) -> anyOf.stream();
        };
    }

    private AnyOf denials() {
        return this instanceof Conditional conditional ? conditional.unless() : new AnyOf(List.of());
    }
}
