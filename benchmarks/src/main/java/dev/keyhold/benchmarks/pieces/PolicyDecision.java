package dev.keyhold.benchmarks.pieces;

import static dev.keyhold.benchmarks.baseline.DataKeyRecord.ACCOUNT;

import dev.keyhold.authz.Action;
import dev.keyhold.authz.AuthorizationRequest;
import dev.keyhold.authz.Authorizer;
import dev.keyhold.authz.CallerPolicies;
import dev.keyhold.authz.ContextConstraint;
import dev.keyhold.authz.Decision;
import dev.keyhold.authz.Grant;
import dev.keyhold.authz.GrantTerms;
import dev.keyhold.authz.GrantsOfKey;
import dev.keyhold.authz.KeyPolicies;
import dev.keyhold.authz.NamedPolicy;
import dev.keyhold.authz.PolicyDocument;
import dev.keyhold.authz.Principal;
import dev.keyhold.authz.RequestContext;
import dev.keyhold.authz.Resource;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Deciding a GenerateDataKey call on compiled policies.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PolicyDecision {

    private static final String USE =
            """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": ["kms:ListKeys", "kms:ListAliases"], "Resource": "*"},
              {"Effect": "Allow", "Action": ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey*"],
               "Resource": "arn:aws:kms:*:000000000000:key/*"},
              {"Effect": "Deny", "Action": "kms:*", "Resource": "arn:aws:kms:eu-central-1:000000000000:key/*"}]}
            """;

    private static final String CONDITIONED =
            """
            {"Version": "2012-10-17", "Statement": {
              "Effect": "Allow", "Action": "kms:GenerateDataKey", "Resource": "*", "Condition": {
                "StringEquals": {"kms:EncryptionContext:tenant": "${aws:username}", "aws:PrincipalType": "User"},
                "IpAddress": {"aws:SourceIp": ["10.0.0.0/8", "192.168.0.0/16"]},
                "DateGreaterThan": {"aws:CurrentTime": "2020-01-01T00:00:00Z"}}}}
            """;
    private static final Map<String, List<String>> KNOWN =
            Map.of(
                    "kms:encryptioncontext:tenant", List.of("application"),
                    "aws:username", List.of("application"),
                    "aws:principaltype", List.of("User"),
                    "aws:sourceip", List.of("192.168.1.7"),
                    "aws:currenttime", List.of("2026-03-01T12:00:00Z"));

    private static final int STATEMENTS = 50;
    private static final int GRANTS = 100;

    private final Resource.Key key =
            new Resource.Key(
                    "arn:aws:kms:us-east-1:000000000000:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d",
                    ACCOUNT,
                    PolicyDocument.parseKeyPolicy(KeyPolicies.defaultPolicy(ACCOUNT)),
                    GrantsOfKey.NONE);
    private final Action action = Action.of("kms:GenerateDataKey");
    private final Principal root = new Principal.Root(ACCOUNT);
    private final Principal user = new Principal.User(ACCOUNT, "/", "application");
    private final CallerPolicies policies =
            CallerPolicies.of(List.of(new NamedPolicy("use", PolicyDocument.parseIdentityPolicy(USE))));

    private final CallerPolicies conditioned =
            CallerPolicies.of(List.of(new NamedPolicy("conditioned", PolicyDocument.parseIdentityPolicy(CONDITIONED))));
    private final RequestContext context = name -> KNOWN.getOrDefault(name, List.of());

    private static final RequestContext LONG =
            name -> List.of("a".repeat(name.equals("kms:encryptioncontext:text") ? 8_190 : 4_000));
    private final CallerPolicies hostile =
            CallerPolicies.of(
                    List.of(
                            new NamedPolicy(
                                    "hostile",
                                    PolicyDocument.parseIdentityPolicy(
                                            """
                                            {"Version": "2012-10-17", "Statement": {
                                              "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {
                                                "StringLike": {"kms:EncryptionContext:text": ["%s"]}}}}
                                            """
                                                    .formatted(
                                                            String.join(
                                                                    "\",\"",
                                                                    Collections.nCopies(
                                                                            100,
                                                                            "*?${kms:EncryptionContext:v}?b*")))))));

    private final Resource.Key crowded = crowdedKey();
    private final List<Tenant> tenants = IntStream.rangeClosed(0, STATEMENTS + GRANTS).mapToObj(Tenant::new).toList();

    /// The account's root under the default key policy.
    @Benchmark
    public Decision root() {
        return Authorizer.decide(
                new AuthorizationRequest(root, CallerPolicies.NONE, action, key, RequestContext.EMPTY));
    }

    /// A user whose identity policy has three statements with wildcards.
    @Benchmark
    public Decision user() {
        return Authorizer.decide(new AuthorizationRequest(user, policies, action, key, RequestContext.EMPTY));
    }

    /// A user whose identity policy has four conditions, one with a policy variable.
    @Benchmark
    public Decision conditioned() {
        return Authorizer.decide(new AuthorizationRequest(user, conditioned, action, key, context));
    }

    /// A user named by all of 50 statements with conditions, of which the last allows.
    @Benchmark
    public Decision lastOfFiftyStatements() {
        return crowded(STATEMENTS - 1);
    }

    /// The same of which none allows, and 100 grants of the user with constraints, of which the last allows.
    @Benchmark
    public Decision lastOfAHundredGrants() {
        return crowded(STATEMENTS + GRANTS - 1);
    }

    /// Denied after all 50 statements and 100 grants.
    @Benchmark
    public Decision noneOfThem() {
        return crowded(STATEMENTS + GRANTS);
    }

    /// Hostile: 100 values of which each would make a matcher that restarts at every place look 16 million times.
    @Benchmark
    public Decision hostile() {
        return Authorizer.decide(new AuthorizationRequest(user, hostile, action, new Resource.None(), LONG));
    }

    private Decision crowded(int tenant) {
        return Authorizer.decide(
                new AuthorizationRequest(user, CallerPolicies.NONE, action, crowded, tenants.get(tenant)));
    }

    /// The key policy allows the first tenants, the grants the next.
    private static Resource.Key crowdedKey() {
        String statements =
                IntStream.range(0, STATEMENTS)
                        .mapToObj(tenant ->
                                """
                                {"Sid": "Tenant%1$d", "Effect": "Allow",
                                 "Principal": {"AWS": ["arn:aws:iam::%2$s:user/application", "arn:aws:iam::%2$s:role/batch"]},
                                 "Action": ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
                                 "Resource": "*",
                                 "Condition": {
                                   "StringEquals": {"kms:EncryptionContext:tenant": "tenant-%1$d"},
                                   "StringLike": {"kms:EncryptionContext:purpose": ["orders/*", "invoices/*"]}}}
                                """
                                        .formatted(tenant, ACCOUNT))
                        .collect(Collectors.joining(","));
        List<Grant> grants =
                IntStream.range(STATEMENTS, STATEMENTS + GRANTS)
                        .mapToObj(tenant ->
                                new Grant(
                                        "%064x".formatted(tenant),
                                        "arn:aws:iam::" + ACCOUNT + ":user/application",
                                        Optional.empty(),
                                        ACCOUNT,
                                        new GrantTerms(
                                                Set.of(Action.of("kms:Decrypt"), Action.of("kms:GenerateDataKey")),
                                                new ContextConstraint.Subset(
                                                        Map.of("tenant", "tenant-" + tenant, "purpose", "orders/eu")),
                                                Optional.empty(),
                                                Optional.of(Instant.parse("2030-01-01T00:00:00Z")))))
                        .toList();
        Map<String, List<Grant>> byGrantee = grants.stream().collect(Collectors.groupingBy(Grant::grantee));
        return new Resource.Key(
                "arn:aws:kms:us-east-1:" + ACCOUNT + ":key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d",
                ACCOUNT,
                PolicyDocument.parseKeyPolicy("{\"Version\": \"2012-10-17\", \"Statement\": [" + statements + "]}"),
                grantee -> byGrantee.getOrDefault(grantee, List.of()));
    }

    /// A request with the encryption context of a tenant.
    private record Tenant(Map<String, String> encryptionContext, Map<String, List<String>> known)
            implements RequestContext {
        private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

        Tenant(int number) {
            this(
                    Map.of("tenant", "tenant-" + number, "purpose", "orders/eu", "record", "4711"),
                    Map.of(
                            "kms:encryptioncontext:tenant", List.of("tenant-" + number),
                            "kms:encryptioncontext:purpose", List.of("orders/eu"),
                            "kms:encryptioncontext:record", List.of("4711")));
        }

        @Override
        public List<String> values(String key) {
            return known.getOrDefault(key, List.of());
        }

        @Override
        public Instant time() {
            return NOW;
        }
    }
}
