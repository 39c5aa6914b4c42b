package dev.keyhold.authz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyhold.authz.Decision.Denied.Kind;
import java.util.ArrayList;
import java.util.List;

/// A key with its account, callers inside and outside of it, and short ways of asking. `HERE` owns the key and the
/// alias, `ELSEWHERE` is another account.
final class Scenario {
    static final String HERE = "111122223333";
    static final String ELSEWHERE = "444455556666";
    static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    static final String ALIAS = "arn:aws:kms:us-east-1:111122223333:alias/app";

    static final Principal ROOT = new Principal.Root(HERE);
    static final Principal ALICE = new Principal.User(HERE, "/", "alice");
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
        List<NamedPolicy> policies = new ArrayList<>();
        for (String statements : identityStatements) {
            policies.add(
                    new NamedPolicy(
                            "p" + (policies.size() + 1),
                            PolicyDocument.parseIdentityPolicy("{\"Statement\":[" + statements + "]}")));
        }
        return Authorizer.decide(
                new AuthorizationRequest(
                        caller, CallerPolicies.of(policies), Action.of(action), resource, RequestContext.EMPTY));
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

    static void assertDenied(Decision decision, Kind kind) {
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Denied.class,
                        denied -> assertThat(denied.kind()).as(denied.reason().describe()).isEqualTo(kind));
    }
}
