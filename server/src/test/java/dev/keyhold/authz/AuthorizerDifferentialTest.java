package dev.keyhold.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.keyhold.authz.NaiveEvaluator.Fault;
import dev.keyhold.authz.NaiveEvaluator.Outcome;
import dev.keyhold.authz.NaiveEvaluator.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The compiled evaluator against the naive one. Another seed with `-Dkeyhold.seed=…`.
class AuthorizerDifferentialTest {
    private static final int SAMPLE = 60_000;
    private static final int SOAK = 1_000_000;

    @Test
    void theTwoEvaluatorsAgreeOnEveryGeneratedRequest() {
        Map<Class<?>, Integer> reasons = compare(seed(), SAMPLE);

        // a generator that never reaches a rule would test nothing of it
        List<Class<?>> all = new ArrayList<>();
        for (Class<?> direction : Reason.class.getPermittedSubclasses()) {
            all.addAll(List.of(direction.getPermittedSubclasses()));
        }
        assertThat(all)
                .hasSize(10)
                .allSatisfy(reason ->
                        assertThat(reasons.getOrDefault(reason, 0))
                                .as(reason.getSimpleName())
                                .isGreaterThan(SAMPLE / 200));
    }

    @Test
    @Tag("soak")
    void theTwoEvaluatorsAgreeOnAMillionGeneratedRequests() {
        assertThat(compare(seed(), SOAK)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aRuleBrokenOnPurposeIsFoundByTheComparison(Fault fault) {
        long seed = seed();
        PolicyGenerator generator = new PolicyGenerator(seed);
        NaiveEvaluator broken = new NaiveEvaluator(fault);
        for (int i = 0; i < SAMPLE; i++) {
            Question question = generator.question();
            if (outcome(Authorizer.decide(request(question))) != broken.decide(question)) {
                return;
            }
        }
        fail("no difference in " + SAMPLE + " requests, seed " + seed);
    }

    private static Map<Class<?>, Integer> compare(long seed, int count) {
        PolicyGenerator generator = new PolicyGenerator(seed);
        NaiveEvaluator naive = new NaiveEvaluator();
        Map<Class<?>, Integer> reasons = new HashMap<>();
        for (int i = 0; i < count; i++) {
            Question question = generator.question();
            Decision decision = Authorizer.decide(request(question));
            Outcome expected = naive.decide(question);
            if (outcome(decision) != expected || !reasonHolds(decision.reason(), naive, question)) {
                fail("seed %d, request %d: %s decided %s, naively %s".formatted(seed, i, question, decision, expected));
            }
            reasons.merge(decision.reason().getClass(), 1, Integer::sum);
        }
        return reasons;
    }

    private static Outcome outcome(Decision decision) {
        return switch (decision) {
            case Decision.Allowed _ -> Outcome.ALLOWED;
            case Decision.Denied denied -> Outcome.valueOf(denied.kind().name());
        };
    }

    private static boolean reasonHolds(Reason reason, NaiveEvaluator naive, Question question) {
        return switch (reason) {
            case Reason.ResourceAllows(Opening.ByStatement(StatementRef key)) -> covers(key, "Allow", naive, question);
            case Reason.BothAllow(Opening.ByStatement(StatementRef key), StatementRef identity) ->
                    covers(key, "Allow", naive, question) && covers(identity, "Allow", naive, question);
            case Reason.IdentityPolicyAllows(StatementRef identity) -> covers(identity, "Allow", naive, question);
            case Reason.ExplicitDeny(StatementRef statement) -> covers(statement, "Deny", naive, question);
            case Reason.IdentityAllowIsVoid(StatementRef identity) -> covers(identity, "Allow", naive, question);
            case Reason.ResourceAloneAllows(Opening.ByStatement(StatementRef key)) ->
                    covers(key, "Allow", naive, question);
            case Reason.CallerIsRoot _,
                    Reason.ResourceSilent _,
                    Reason.IdentityPoliciesSilent _,
                    Reason.ResourceOfAnotherAccount _ ->
                    true;
            default -> false;
        };
    }

    private static boolean covers(StatementRef ref, String effect, NaiveEvaluator naive, Question question) {
        return switch (ref.source()) {
            case StatementRef.Source.OfKey() ->
                    naive.covers(String.valueOf(question.keyPolicy()), true, ref.number(), effect, question);
            case StatementRef.Source.OfCaller(String name) ->
                    naive.covers(
                            question.identityPolicies().get(Integer.parseInt(name)),
                            false,
                            ref.number(),
                            effect,
                            question);
            case StatementRef.Source.OfBoundary _, StatementRef.Source.OfSession _ -> false;
        };
    }

    private static AuthorizationRequest request(Question q) {
        List<NamedPolicy> identityPolicies = new ArrayList<>();
        for (String text : q.identityPolicies()) {
            String name = String.valueOf(identityPolicies.size());
            identityPolicies.add(new NamedPolicy(name, PolicyDocument.parseIdentityPolicy(text)));
        }
        return new AuthorizationRequest(
                caller(q), CallerPolicies.of(identityPolicies), Action.of(q.action()), resource(q), context(q));
    }

    private static RequestContext context(Question q) {
        Map<String, List<String>> known = new HashMap<>();
        q.context().forEach((key, values) -> known.put(key.toLowerCase(Locale.ROOT), values));
        return key -> known.getOrDefault(key, List.of());
    }

    private static Principal caller(Question q) {
        if (q.callerArn().endsWith(":root")) {
            return new Principal.Root(q.callerAccount());
        }
        String pathAndName = q.callerArn().substring(("arn:aws:iam::" + q.callerAccount() + ":user").length());
        int lastSlash = pathAndName.lastIndexOf('/');
        return new Principal.User(
                q.callerAccount(), pathAndName.substring(0, lastSlash + 1), pathAndName.substring(lastSlash + 1));
    }

    private static Resource resource(Question q) {
        if (q.resourceAccount() == null) {
            return new Resource.None();
        }
        return q.keyPolicy() == null
                ? new Resource.WithoutPolicy(q.resourceArn(), q.resourceAccount())
                : new Resource.Key(
                        q.resourceArn(),
                        q.resourceAccount(),
                        PolicyDocument.parseKeyPolicy(q.keyPolicy()),
                        GrantsOfKey.NONE);
    }

    private static long seed() {
        return Long.getLong("keyhold.seed", new Random().nextLong());
    }
}
