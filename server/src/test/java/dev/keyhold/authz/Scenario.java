package dev.keyhold.authz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyhold.authz.Decision.Denied.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A key with its account, callers inside and outside of it, and short ways of asking. `HERE` owns the key and the
/// alias, `ELSEWHERE` is another account.
final class Scenario {
    static final String HERE = "111122223333";
    static final String ELSEWHERE = "444455556666";
    static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    static final String ALIAS = "arn:aws:kms:us-east-1:111122223333:alias/app";

    static final Principal ROOT = new Principal.Root(HERE);
    static final Principal ALICE = new Principal.User(HERE, "/", "alice");

    /// A session called bob of the role alice.
    static final Principal.RoleSession SESSION = Principal.RoleSession.of(HERE, "/service/", "alice", "bob");

    static final Principal OUTSIDE_ROOT = new Principal.Root(ELSEWHERE);
    static final Principal OUTSIDER = new Principal.User(ELSEWHERE, "/", "alice");

    static final String ALLOW_DECRYPT =
            """
            {"Sid":"Use","Effect":"Allow","Action":"kms:Decrypt","Resource":"*"}\
            """;
    static final String DENY_DECRYPT =
            """
            {"Sid":"Stop","Effect":"Deny","Action":"kms:Decrypt","Resource":"*"}\
            """;
    static final String ALLOW_EVERYTHING =
            """
            {"Effect":"Allow","Action":"*","Resource":"*"}\
            """;

    static final String ALLOW_ENCRYPT = ALLOW_DECRYPT.replace("Decrypt", "Encrypt");

    private Scenario() {}

    static String allow(String principal) {
        return "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\""
                + principal
                + "\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}";
    }

    static KeyPolicy defaultPolicy() {
        return PolicyDocument.parseKeyPolicy(KeyPolicies.defaultPolicy(HERE));
    }

    static KeyPolicy keyPolicy(String... statements) {
        return PolicyDocument.parseKeyPolicy(
                "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}");
    }

    static Resource key(KeyPolicy policy) {
        return new Resource.Key(KEY, HERE, policy, GrantsOfKey.NONE);
    }

    static Decision decrypt(Principal caller, KeyPolicy policy, String... identityStatements) {
        return decide(caller, "kms:Decrypt", key(policy), identityStatements);
    }

    /// Each of `identityStatements` becomes a policy of its own, called p1, p2 and so on.
    static Decision decide(Principal caller, String action, Resource resource, String... identityStatements) {
        return decide(caller, given(identityStatements), action, resource);
    }

    static Decision decide(Principal caller, CallerPolicies policies, String action, Resource resource) {
        return Authorizer.decide(
                new AuthorizationRequest(caller, policies, Action.of(action), resource, RequestContext.EMPTY));
    }

    static Decision decrypt(Principal caller, CallerPolicies policies, KeyPolicy policy) {
        return decide(caller, policies, "kms:Decrypt", key(policy));
    }

    static CallerPolicies given(String... identityStatements) {
        return CallerPolicies.of(numbered("p", identityStatements));
    }

    /// The same with a permissions boundary called `boundary`.
    static CallerPolicies bounded(CallerPolicies policies, String statements) {
        return new CallerPolicies(policies.identity(), Optional.of(named("boundary", statements)), policies.session());
    }

    /// The same with session policies called s1, s2 and so on.
    static CallerPolicies inSession(CallerPolicies policies, String... statements) {
        return new CallerPolicies(policies.identity(), policies.boundary(), numbered("s", statements));
    }

    private static List<NamedPolicy> numbered(String prefix, String... statements) {
        return IntStream.range(0, statements.length).mapToObj(i -> named(prefix + (i + 1), statements[i])).toList();
    }

    private static NamedPolicy named(String name, String statements) {
        return new NamedPolicy(name, PolicyDocument.parseIdentityPolicy("{\"Statement\":[" + statements + "]}"));
    }

    static String deny(String principal) {
        return allow(principal).replace("Allow", "Deny");
    }

    static Decision allowedByKeyPolicy(int number, String sid) {
        return new Decision.Allowed(new Reason.ResourceAllows(new Opening.ByStatement(ofKey(number, sid))));
    }

    static StatementRef ofKey(int number, String sid) {
        return new StatementRef(new StatementRef.Source.OfKey(), number, sid);
    }

    static StatementRef ofCaller(String policy, int number, String sid) {
        return new StatementRef(new StatementRef.Source.OfCaller(policy), number, sid);
    }

    static void assertAllowed(Decision decision) {
        assertThat(decision).as(decision.reason().describe()).isInstanceOf(Decision.Allowed.class);
    }

    static void assertDenied(Decision decision, Kind kind) {
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Denied.class,
                        denied -> assertThat(denied.kind()).as(denied.reason().describe()).isEqualTo(kind));
    }
}
