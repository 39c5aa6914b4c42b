package dev.keyhold.benchmarks.pieces;

import static dev.keyhold.benchmarks.baseline.DataKeyRecord.ACCOUNT;

import dev.keyhold.authz.Action;
import dev.keyhold.authz.AuthorizationRequest;
import dev.keyhold.authz.Authorizer;
import dev.keyhold.authz.CallerPolicies;
import dev.keyhold.authz.Decision;
import dev.keyhold.authz.GrantsOfKey;
import dev.keyhold.authz.KeyPolicies;
import dev.keyhold.authz.NamedPolicy;
import dev.keyhold.authz.PolicyDocument;
import dev.keyhold.authz.Principal;
import dev.keyhold.authz.RequestContext;
import dev.keyhold.authz.Resource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
}
