package dev.keyhold.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.keyhold.authz.AccessChange.Kind;
import dev.keyhold.authz.AccessGenerator.Case;
import dev.keyhold.authz.EffectiveAccess.Alternative;
import dev.keyhold.authz.EffectiveAccess.Always;
import dev.keyhold.authz.EffectiveAccess.AnyOf;
import dev.keyhold.authz.EffectiveAccess.Conditional;
import dev.keyhold.authz.EffectiveAccess.Never;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Effective access against the decisions on single requests. Another seed with `-Dkeyhold.seed=…`.
class EffectiveAccessPropertyTest {
    private static final int REQUESTS_OF_A_CASE = 8;
    private static final int SAMPLE = 60_000;
    private static final int SOAK = 1_000_000;

    @Test
    void itHoldsForExactlyTheRequestsThatAreAllowed() {
        Map<Object, Integer> seen = compare(seed(), SAMPLE);

        // a generator that never reaches a rule would test nothing of it
        Stream.of(
                        Stream.of(Always.class, Conditional.class, "allowed if conditional", "denied if conditional"),
                        Stream.of(Condition.Comparison.class, Condition.Absence.class),
                        Stream.of(Requirement.class.getPermittedSubclasses())
                                .filter(type -> type != Requirement.OfCondition.class),
                        Stream.of(Reason.ForAllowing.class.getPermittedSubclasses()),
                        Stream.of(Reason.ForDenying.class.getPermittedSubclasses()))
                .flatMap(types -> types)
                .forEach(type -> assertThat(seen.getOrDefault(type, 0)).as("%s", type).isGreaterThan(SAMPLE / 4_000));
    }

    @Test
    @Tag("soak")
    void itHoldsForExactlyTheRequestsThatAreAllowedOfAMillion() {
        assertThat(compare(seed(), SOAK)).isNotEmpty();
    }

    @Test
    void whereEverythingIsKnownItIsTheDecisionWithItsReason() {
        long seed = seed();
        AccessGenerator generator = new AccessGenerator(seed);
        for (int i = 0; i < SAMPLE / REQUESTS_OF_A_CASE; i++) {
            Case one = generator.nextWithEverythingKnown();
            Decision decision = one.decide(generator.request(one.known()));
            EffectiveAccess expected =
                    switch (decision) {
                        case Decision.Allowed(Reason.ForAllowing reason) -> new Always(reason);
                        case Decision.Denied(Reason.ForDenying reason) -> new Never(reason);
                    };
            assertThat(one.access()).as("seed %d, case %d", seed, i).isEqualTo(expected);
        }
    }

    @Test
    void aChangeOfAKeyPolicyIsWhatItIsCalled() {
        long seed = seed();
        AccessGenerator generator = new AccessGenerator(seed);
        Map<Kind, Integer> seen = new EnumMap<>(Kind.class);
        for (int i = 0; i < SAMPLE / REQUESTS_OF_A_CASE; i++) {
            Case before = generator.next();
            if (before.permission().resource() instanceof Resource.Key key) {
                KeyPolicy policy = AccessGenerator.keyPolicy(generator.changed(before.statements()));
                Case after = withPolicy(before, key, policy);
                Optional<Kind> kind = changes(before, policy).stream().map(AccessChange::kind).findFirst();
                for (int j = 0; j < REQUESTS_OF_A_CASE; j++) {
                    RequestContext request = generator.request(before.known());
                    boolean was = before.decide(request) instanceof Decision.Allowed;
                    boolean is = after.decide(request) instanceof Decision.Allowed;
                    assertThat(admits(kind, was, is)).as("seed %d, case %d, %s", seed, i, kind).isTrue();
                    kind.filter(_ -> was != is).ifPresent(named -> seen.merge(named, 1, Integer::sum));
                }
            }
        }
        // each kind with a request that is decided otherwise
        assertThat(seen).hasSameSizeAs(Kind.values());
    }

    private static Case withPolicy(Case one, Resource.Key key, KeyPolicy policy) {
        Resource.Key changed = new Resource.Key(key.arn(), key.account(), policy, key.grants());
        Permission permission = new Permission(one.permission().action(), changed, one.permission().facts());
        return new Case(one.caller(), permission, one.statements(), one.grants(), one.known());
    }

    private static List<AccessChange> changes(Case one, KeyPolicy policy) {
        return new AccessReview(AccessGenerator.FROM).changes(List.of(one.caller()), List.of(one.permission()), policy);
    }

    private static boolean admits(Optional<Kind> kind, boolean was, boolean is) {
        return kind.map(named ->
                        switch (named) {
                            case NEWLY_ALLOWED -> !was;
                            case TAKEN_AWAY -> !is;
                            case WIDER -> !was || is;
                            case NARROWER -> !is || was;
                            case CHANGED -> true;
                        })
                .orElse(was == is);
    }

    /// What a wrong partial evaluation could forget.
    enum Fault {
        DENIALS,
        REQUIREMENTS_OF_WHAT_ALLOWS,
        REQUIREMENTS_OF_DENIALS,
        ALL_ALTERNATIVES_BUT_ONE,
        ALL_THAT_SUFFICES_BUT_ONE,
        THE_LAST_THAT_MUST_ALLOW;

        EffectiveAccess in(EffectiveAccess access) {
            if (!(access instanceof Conditional(List<Alternative> anyOf, AnyOf unless))) {
                return access;
            }
            return switch (this) {
                case DENIALS -> new Conditional(anyOf, new AnyOf(List.of()));
                case REQUIREMENTS_OF_DENIALS -> new Conditional(anyOf, withoutOneRequirement(unless));
                case ALL_ALTERNATIVES_BUT_ONE -> new Conditional(anyOf.subList(0, 1), unless);
                case REQUIREMENTS_OF_WHAT_ALLOWS ->
                        new Conditional(
                                anyOf.stream()
                                        .map(one ->
                                                new Alternative(
                                                        one.allOf().stream()
                                                                .map(Fault::withoutOneRequirement)
                                                                .toList()))
                                        .toList(),
                                unless);
                case ALL_THAT_SUFFICES_BUT_ONE ->
                        new Conditional(
                                anyOf.stream()
                                        .map(one ->
                                                new Alternative(
                                                        one.allOf().stream()
                                                                .map(any -> new AnyOf(any.residuals().subList(0, 1)))
                                                                .toList()))
                                        .toList(),
                                unless);
                case THE_LAST_THAT_MUST_ALLOW ->
                        new Conditional(
                                anyOf.stream()
                                        .map(one ->
                                                new Alternative(
                                                        one.allOf().subList(0, Math.max(0, one.allOf().size() - 1))))
                                        .toList(),
                                unless);
            };
        }

        private static AnyOf withoutOneRequirement(AnyOf anyOf) {
            return new AnyOf(
                    anyOf.residuals().stream()
                            .map(residual ->
                                    switch (residual) {
                                        case Residual.OfStatement(StatementRef statement, List<Requirement> when) ->
                                                new Residual.OfStatement(statement, when.stream().skip(1).toList());
                                        case Residual.OfGrant(String id, List<Requirement> when) ->
                                                new Residual.OfGrant(id, when.stream().skip(1).toList());
                                    })
                            .map(Residual.class::cast)
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void somethingForgottenOnPurposeIsFoundByTheComparison(Fault fault) {
        long seed = seed();
        AccessGenerator generator = new AccessGenerator(seed);
        for (int i = 0; i < SAMPLE / REQUESTS_OF_A_CASE; i++) {
            Case one = generator.next();
            if (firstDifference(generator, one, fault.in(one.access())).isPresent()) {
                return;
            }
        }
        fail("no difference in " + SAMPLE + " requests, seed " + seed);
    }

    @Test
    void aFactThatIsKnownWronglyIsFoundByTheComparison() {
        long seed = seed();
        AccessGenerator generator = new AccessGenerator(seed);
        for (int i = 0; i < SAMPLE / REQUESTS_OF_A_CASE; i++) {
            Case one = generator.next();
            KnownFacts wrong = key -> Optional.of(one.known().getOrDefault(key, List.of()));
            KnownCaller caller = new KnownCaller(one.caller().principal(), one.caller().policies(), wrong);
            EffectiveAccess access = new AccessReview(AccessGenerator.FROM).access(caller, one.permission());
            if (firstDifference(generator, one, access).isPresent()) {
                return;
            }
        }
        fail("no difference in " + SAMPLE + " requests, seed " + seed);
    }

    private static Map<Object, Integer> compare(long seed, int requests) {
        AccessGenerator generator = new AccessGenerator(seed);
        Map<Object, Integer> seen = new HashMap<>();
        for (int i = 0; i < requests / REQUESTS_OF_A_CASE; i++) {
            Case one = generator.next();
            EffectiveAccess access = one.access();
            Optional<String> difference = firstDifference(generator, one, access);
            if (difference.isPresent()) {
                fail("seed %d, case %d: %s: %s", seed, i, one, difference.get());
            }
            note(access, seen);
            assertThat(access.describe()).doesNotContain("\n");
            assertThat(one.access()).as("seed %d, case %d", seed, i).isEqualTo(access);
            if (access instanceof Conditional) {
                boolean allowed = access.holds(generator.request(one.known()));
                seen.merge(allowed ? "allowed if conditional" : "denied if conditional", 1, Integer::sum);
            }
        }
        return seen;
    }

    private static Optional<String> firstDifference(AccessGenerator generator, Case one, EffectiveAccess access) {
        for (int i = 0; i < REQUESTS_OF_A_CASE; i++) {
            RequestContext request = generator.request(one.known());
            Decision decision = one.decide(request);
            if (access.holds(request) != decision instanceof Decision.Allowed) {
                return Optional.of(access.describe() + " but " + decision);
            }
        }
        return Optional.empty();
    }

    private static void note(EffectiveAccess access, Map<Object, Integer> seen) {
        Set<Object> noted =
                switch (access) {
                    case Never(Reason.ForDenying missing) -> Set.of(missing.getClass());
                    case Always(Reason.ForAllowing reason) -> Set.of(Always.class, reason.getClass());
                    case Conditional(List<Alternative> anyOf, AnyOf unless) -> {
                        anyOf.stream()
                                .flatMap(one -> one.allOf().stream())
                                .flatMap(any -> any.residuals().stream())
                                .flatMap(residual -> residual.when().stream())
                                .forEach(requirement -> seen.merge(requirement.getClass(), 1, Integer::sum));
                        yield Set.of(Conditional.class);
                    }
                };
        noted.forEach(type -> seen.merge(type, 1, Integer::sum));
    }

    private static long seed() {
        return Long.getLong("keyhold.seed", new Random().nextLong());
    }
}
