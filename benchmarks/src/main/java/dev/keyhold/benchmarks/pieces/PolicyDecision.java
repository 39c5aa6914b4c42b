package dev.keyhold.benchmarks.pieces;

import static dev.keyhold.benchmarks.baseline.DataKeyRecord.ACCOUNT;

import dev.keyhold.authz.Action;
import dev.keyhold.authz.AuthorizationRequest;
import dev.keyhold.authz.Authorizer;
import dev.keyhold.authz.Decision;
import dev.keyhold.authz.KeyPolicies;
import dev.keyhold.authz.NamedPolicy;
import dev.keyhold.authz.PolicyDocument;
import dev.keyhold.authz.Principal;
import dev.keyhold.authz.RequestContext;
import dev.keyhold.authz.Resource;
import java.util.List;
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

    private final Resource.Key key =
            new Resource.Key(
                    "arn:aws:kms:us-east-1:000000000000:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d",
                    ACCOUNT,
                    PolicyDocument.parseKeyPolicy(KeyPolicies.defaultPolicy(ACCOUNT)));
    private final Action action = Action.of("kms:GenerateDataKey");
    private final Principal root = new Principal.Root(ACCOUNT);
    private final Principal user = new Principal.User(ACCOUNT, "/", "application");
    private final List<NamedPolicy> policies = List.of(new NamedPolicy("use", PolicyDocument.parseIdentityPolicy(USE)));

    /// The account's root under the default key policy.
    @Benchmark
    public Decision root() {
        return Authorizer.decide(new AuthorizationRequest(root, List.of(), action, key, RequestContext.EMPTY));
    }

    /// A user whose identity policy has three statements with wildcards.
    @Benchmark
    public Decision user() {
        return Authorizer.decide(new AuthorizationRequest(user, policies, action, key, RequestContext.EMPTY));
    }
}
