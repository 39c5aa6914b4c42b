package dev.keyhold.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.keyhold.authz.NaiveEvaluator.Caller;
import dev.keyhold.authz.NaiveEvaluator.Fault;
import dev.keyhold.authz.NaiveEvaluator.Outcome;
import dev.keyhold.authz.NaiveEvaluator.Question;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The compiled evaluator against the naive one. Another seed with `-Dkeyhold.seed=…`.
class AuthorizerDifferentialTest {
    private static final int SAMPLE = 80_000;
    private static final int SOAK = 1_000_000;
    private static final String BOUNDARY = "boundary";

    @Test
    void theTwoEvaluatorsAgreeOnEveryGeneratedRequest() {
        Map<Class<?>, Integer> reasons = compare(seed(), SAMPLE);

        // a generator that never reaches a rule would test nothing of it
        List<Class<?>> all = new ArrayList<>();
        for (Class<?> direction : Reason.class.getPermittedSubclasses()) {
            all.addAll(List.of(direction.getPermittedSubclasses()));
        }
        all.addAll(List.of(Opening.class.getPermittedSubclasses()));
        all.addAll(List.of(Limit.class.getPermittedSubclasses()));
        all.addAll(List.of(StatementRef.Source.class.getPermittedSubclasses()));
        // the generator asks for keys; roles are decided by the same method
        all.remove(StatementRef.Source.OfRole.class);
        assertThat(all)
                .hasSize(20)
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
            Stream.of(decision.reason(), named(decision.reason()))
                    .distinct()
                    .forEach(part -> reasons.merge(part.getClass(), 1, Integer::sum));
        }
        return reasons;
    }

    /// What of the policies or grants a reason names; itself if nothing.
    private static Object named(Reason reason) {
        return switch (reason) {
            case Reason.ResourceAllows(Opening opening) -> opening;
            case Reason.BothAllow(Opening opening, StatementRef _) -> opening;
            case Reason.ResourceAloneAllows(Opening opening) -> opening;
            case Reason.Limited(Limit limit) -> limit;
            case Reason.ExplicitDeny(StatementRef statement) -> statement.source();
            case Reason.IdentityPolicyAllows _,
                    Reason.CallerIsRoot _,
                    Reason.IdentityAllowIsVoid _,
                    Reason.NotItsToRetire _,
                    Reason.ResourceSilent _,
                    Reason.IdentityPoliciesSilent _,
                    Reason.ResourceOfAnotherAccount _ ->
                    reason;
        };
    }

    private static Outcome outcome(Decision decision) {
        return switch (decision) {
            case Decision.Allowed _ -> Outcome.ALLOWED;
            case Decision.Denied denied -> Outcome.valueOf(denied.kind().name());
        };
    }

    private static boolean reasonHolds(Reason reason, NaiveEvaluator naive, Question q) {
        return switch (reason) {
            case Reason.ResourceAllows(Opening opening) -> opens(opening, naive, q);
            case Reason.BothAllow(Opening opening, StatementRef given) ->
                    opens(opening, naive, q) && gives(given, naive, q);
            case Reason.IdentityPolicyAllows(StatementRef given) -> gives(given, naive, q);
            case Reason.CallerIsRoot() -> q.caller().isRoot();
            case Reason.ExplicitDeny(StatementRef statement) -> decides(statement, "Deny", naive, q);
            case Reason.IdentityAllowIsVoid(StatementRef given, StatementRef.Source _) -> gives(given, naive, q);
            case Reason.ResourceAloneAllows(Opening opening) -> opens(opening, naive, q) && !naive.identityAllows(q);
            case Reason.Limited(Limit.Boundary(String name)) -> name.equals(BOUNDARY) && !naive.boundaryAllows(q);
            case Reason.Limited(Limit.Session()) -> !naive.sessionPoliciesAllow(q);
            case Reason.NotItsToRetire(String grant) ->
                    q.retiring() != null && q.retiring().id().equals(grant) && !naive.lets(grant, q);
            case Reason.ResourceSilent _ -> q.caller().isRoot() || !naive.identityAllows(q);
            case Reason.IdentityPoliciesSilent() -> !naive.identityAllows(q);
            case Reason.ResourceOfAnotherAccount() -> !q.caller().account().equals(q.resourceAccount());
        };
    }

    private static boolean opens(Opening opening, NaiveEvaluator naive, Question q) {
        return switch (opening) {
            case Opening.ByStatement(StatementRef statement) ->
                    statement.source() instanceof StatementRef.Source.OfKey && decides(statement, "Allow", naive, q);
            case Opening.ByGrant(String id) -> naive.lets(id, q);
        };
    }

    private static boolean gives(StatementRef ref, NaiveEvaluator naive, Question q) {
        return ref.source() instanceof StatementRef.Source.OfCaller && decides(ref, "Allow", naive, q);
    }

    private static boolean decides(StatementRef ref, String effect, NaiveEvaluator naive, Question q) {
        int number = ref.number();
        return switch (ref.source()) {
            case StatementRef.Source.OfKey() -> naive.decides(number, effect, q);
            case StatementRef.Source.OfRole() -> false;
            case StatementRef.Source.OfCaller(String name) ->
                    naive.covers(q.caller().identityPolicies().get(Integer.parseInt(name)), number, effect, q);
            case StatementRef.Source.OfBoundary(String name) ->
                    name.equals(BOUNDARY) && naive.covers(String.valueOf(q.caller().boundary()), number, effect, q);
            case StatementRef.Source.OfSession(String name) ->
                    naive.covers(q.caller().sessionPolicies().get(Integer.parseInt(name)), number, effect, q);
        };
    }

    private static AuthorizationRequest request(Question q) {
        CallerPolicies policies =
                new CallerPolicies(
                        named(q.caller().identityPolicies()),
                        Optional.ofNullable(q.caller().boundary())
                                .map(text -> new NamedPolicy(BOUNDARY, PolicyDocument.parseIdentityPolicy(text))),
                        named(q.caller().sessionPolicies()));
        return new AuthorizationRequest(
                principal(q.caller()), policies, Action.of(q.action()), resource(q), new Context(q));
    }

    private static List<NamedPolicy> named(List<String> texts) {
        List<NamedPolicy> policies = new ArrayList<>();
        for (String text : texts) {
            policies.add(new NamedPolicy(String.valueOf(policies.size()), PolicyDocument.parseIdentityPolicy(text)));
        }
        return policies;
    }

    private record Context(Question question, Map<String, List<String>> known) implements RequestContext {
        Context(Question question) {
            this(question, new HashMap<>());
            question.context().forEach((key, values) -> known.put(key.toLowerCase(Locale.ROOT), values));
        }

        @Override
        public List<String> values(String key) {
            return known.getOrDefault(key, List.of());
        }

        @Override
        public Map<String, String> encryptionContext() {
            return question.encryptionContext();
        }

        @Override
        public Optional<GrantTerms> requestedGrant() {
            return Optional.ofNullable(question.requestedGrant()).map(AuthorizerDifferentialTest::terms);
        }

        @Override
        public Instant time() {
            return Instant.ofEpochSecond(question.time());
        }
    }

    private static Principal principal(Caller caller) {
        if (caller.isRoot()) {
            return new Principal.Root(caller.account());
        }
        if (caller.role() != null) {
            return new Principal.RoleSession(caller.account(), caller.arn(), caller.role());
        }
        String pathAndName = caller.arn().substring(("arn:aws:iam::" + caller.account() + ":user").length());
        int lastSlash = pathAndName.lastIndexOf('/');
        return new Principal.User(
                caller.account(), pathAndName.substring(0, lastSlash + 1), pathAndName.substring(lastSlash + 1));
    }

    private static Resource resource(Question q) {
        if (q.resourceAccount() == null) {
            return new Resource.None();
        }
        if (q.retiring() != null) {
            return new Resource.RetirableGrant(q.resourceArn(), grant(q.retiring()));
        }
        if (q.keyPolicy() == null) {
            return new Resource.WithoutPolicy(q.resourceArn(), q.resourceAccount());
        }
        List<Grant> grants = q.grants().stream().map(AuthorizerDifferentialTest::grant).toList();
        return new Resource.Key(
                q.resourceArn(),
                q.resourceAccount(),
                PolicyDocument.parseKeyPolicy(q.keyPolicy()),
                grantee -> grants.stream().filter(grant -> grant.grantee().equals(grantee)).toList());
    }

    private static Grant grant(NaiveGrants.Held held) {
        return new Grant(
                held.id(), held.grantee(), Optional.ofNullable(held.retiring()), held.issuer(), terms(held.terms()));
    }

    private static GrantTerms terms(NaiveGrants.Terms terms) {
        return new GrantTerms(
                terms.operations().stream().map(name -> Action.of("kms:" + name)).collect(Collectors.toSet()),
                terms.equals() != null
                        ? new ContextConstraint.Equal(terms.equals())
                        : terms.subset() != null
                                ? new ContextConstraint.Subset(terms.subset())
                                : new ContextConstraint.None(),
                Optional.ofNullable(terms.sourceArn()),
                Optional.ofNullable(terms.expires()).map(Instant::ofEpochSecond));
    }

    private static long seed() {
        return Long.getLong("keyhold.seed", new Random().nextLong());
    }
}
