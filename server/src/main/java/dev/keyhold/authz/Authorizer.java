package dev.keyhold.authz;

import java.util.Optional;

/// Decides requests by AWS's rules for KMS keys (KMS developer guide, "Troubleshooting key access"; IAM user guide,
/// "Policy evaluation logic").
///
/// 1. An explicit deny anywhere wins.
/// 2. Caller and key in one account: the key policy allows the caller, or it allows the account and an identity policy
///    allows too.
/// 3. Key of another account: the key policy allows the caller or the caller's account, and an identity policy allows
///    too; the root user needs none.
/// 4. No key policy in play: an identity policy allows, or the caller is root; other accounts have no part in it.
public final class Authorizer {
    private Authorizer() {}

    /// Decides. Takes at most as many steps as the policies have characters times the characters of the resource's ARN,
    /// whatever their wildcards.
    public static Decision decide(AuthorizationRequest request) {
        Optional<StatementRef> denying = denying(request);
        if (denying.isPresent()) {
            return denied(new Reason.ExplicitDeny(denying.get()));
        }
        return switch (request.resource()) {
            case Resource.Key key -> decideOnKey(request, key);
            case Resource.WithoutPolicy resource ->
                    resource.account().equals(request.caller().account())
                            ? decideByIdentity(request)
                            : denied(new Reason.ResourceOfAnotherAccount());
            case Resource.None() -> decideByIdentity(request);
        };
    }

    private static Decision decideOnKey(AuthorizationRequest request, Resource.Key key) {
        boolean sameAccount = key.account().equals(request.caller().account());
        Optional<StatementRef> direct = key.policy().allowingCaller(request);
        if (sameAccount && direct.isPresent()) {
            return allowed(new Reason.KeyPolicyAllows(direct.get()));
        }
        Optional<StatementRef> opening = direct.or(() -> key.policy().allowingAccount(request));
        if (opening.isEmpty()) {
            return identityStatement(Effect.ALLOW, request)
                    .map(voidAllow -> denied(new Reason.IdentityAllowIsVoid(voidAllow)))
                    .orElseGet(() -> denied(new Reason.KeyPolicySilent()));
        }
        if (request.caller() instanceof Principal.Root) {
            return allowed(new Reason.KeyPolicyAllows(opening.get()));
        }
        return identityStatement(Effect.ALLOW, request)
                .map(allow -> allowed(new Reason.BothPoliciesAllow(opening.get(), allow)))
                .orElseGet(() -> denied(new Reason.KeyPolicyAloneAllows(opening.get())));
    }

    private static Decision decideByIdentity(AuthorizationRequest request) {
        if (request.caller() instanceof Principal.Root) {
            return allowed(new Reason.CallerIsRoot());
        }
        return identityStatement(Effect.ALLOW, request)
                .map(allow -> allowed(new Reason.IdentityPolicyAllows(allow)))
                .orElseGet(() -> denied(new Reason.IdentityPoliciesSilent()));
    }

    private static Optional<StatementRef> denying(AuthorizationRequest request) {
        Optional<StatementRef> inKeyPolicy =
                request.resource() instanceof Resource.Key key ? key.policy().denying(request) : Optional.empty();
        return inKeyPolicy.or(() -> identityStatement(Effect.DENY, request));
    }

    private static Optional<StatementRef> identityStatement(Effect effect, AuthorizationRequest request) {
        for (NamedPolicy named : request.identityPolicies()) {
            Optional<StatementRef> found = named.policy().deciding(effect, request, named.name());
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Decision allowed(Reason.ForAllowing reason) {
        return new Decision.Allowed(reason);
    }

    private static Decision denied(Reason.ForDenying reason) {
        return new Decision.Denied(reason);
    }
}
