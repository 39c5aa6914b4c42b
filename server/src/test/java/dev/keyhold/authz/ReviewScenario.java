package dev.keyhold.authz;

import static dev.keyhold.authz.Scenario.ALICE;
import static dev.keyhold.authz.Scenario.HERE;
import static dev.keyhold.authz.Scenario.KEY;
import static dev.keyhold.authz.Scenario.allow;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Known callers, permissions and conditions, and short ways of asking the reverse questions about them.
final class ReviewScenario {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final AccessReview REVIEW = new AccessReview(NOW);
    static final Principal BOB = new Principal.User(HERE, "/", "bob");
    static final Principal SESSION = Principal.RoleSession.of(HERE, "/", "app", "s1");
    static final String ID = "0123456789abcdef".repeat(4);

    static final String AT_OFFICE = "{\"IpAddress\":{\"aws:SourceIp\":[\"10.0.0.0/8\",\"192.168.1.9\"]}}";
    static final String NOT_AT_OFFICE = AT_OFFICE.replace("IpAddress", "NotIpAddress");

    private ReviewScenario() {}

    static String describe(Principal principal, KeyPolicy policy, Grant... grants) {
        return REVIEW.access(caller(principal), permission("kms:Decrypt", policy, grants)).describe();
    }

    static String conditioned(String statement, String condition) {
        return statement.replace("\"Effect\"", "\"Condition\":" + condition + ",\"Effect\"");
    }

    static String via(String service) {
        return "{\"StringEquals\":{\"kms:ViaService\":\"" + service + "\"}}";
    }

    static String deny(String principal) {
        return allow(principal).replace("Allow", "Deny");
    }

    static KnownCaller caller(Principal principal, String... identityStatements) {
        List<NamedPolicy> policies =
                IntStream.range(0, identityStatements.length)
                        .mapToObj(i -> new NamedPolicy("p" + (i + 1), policy(identityStatements[i])))
                        .toList();
        return new KnownCaller(principal, CallerPolicies.of(policies), KnownFacts.NOTHING);
    }

    static KnownCaller bounded(Principal principal, String boundary) {
        return new KnownCaller(
                principal,
                new CallerPolicies(List.of(), Optional.of(new NamedPolicy("b", policy(boundary))), List.of()),
                KnownFacts.NOTHING);
    }

    static KnownCaller knowing(String key, String... values) {
        return new KnownCaller(
                ALICE,
                CallerPolicies.NONE,
                asked -> asked.equals(key) ? Optional.of(List.of(values)) : Optional.empty());
    }

    static IdentityPolicy policy(String statement) {
        return PolicyDocument.parseIdentityPolicy("{\"Version\":\"2012-10-17\",\"Statement\":" + statement + "}");
    }

    static Grant grant(Principal grantee, ContextConstraint constraint, Instant expiry) {
        return new Grant(
                ID,
                grantee.arn(),
                Optional.empty(),
                HERE,
                new GrantTerms(Set.of(Action.of("kms:Decrypt")), constraint, Optional.empty(), Optional.of(expiry)));
    }

    static Permission decrypt(KeyPolicy policy) {
        return permission("kms:Decrypt", policy);
    }

    static Permission permission(String action, KeyPolicy policy, Grant... grants) {
        GrantsOfKey held = grantee -> Arrays.stream(grants).filter(grant -> grant.grantee().equals(grantee)).toList();
        return new Permission(Action.of(action), new Resource.Key(KEY, HERE, policy, held), KnownFacts.NOTHING);
    }

    static Resource key(KeyPolicy policy) {
        return new Resource.Key(KEY, HERE, policy, GrantsOfKey.NONE);
    }
}
