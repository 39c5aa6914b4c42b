package dev.keyhold.authz;

import java.util.List;
import java.util.Optional;

/// Decides requests by AWS's rules for KMS keys and roles (KMS developer guide, "Troubleshooting key access" and
/// "Grants"; IAM user guide, "Policy evaluation logic" and "How IAM roles differ from resource-based policies").
///
/// 1. An explicit deny anywhere wins: in the policy of the key or role, an identity policy, the permissions boundary, a
///    session policy.
/// 2. The key policy or else a grant, of a role its trust policy, must let the caller in, and how near it names the
///    caller says what more it takes. A user or a session that it names needs nothing more. A role needs that boundary
///    and session policies allow. An account needs that an identity policy allows, and boundary and session policies
///    too.
/// 3. Key or role of another account: an identity policy must allow as well, however near the caller is named, and
///    boundary and session policies.
/// 4. No policy of a resource in play: an identity policy must allow, and boundary and session policies; other accounts
///    have no part in it.
/// 5. A grant is retired by whom it names for that or by the account that made it; a key policy has no part in it.
///
/// The root user is its account: nothing but an explicit deny limits it.
public final class Authorizer {
    private Authorizer() {}

    /// Decides. However hostile its wildcards, a pattern takes at most as many steps as it has characters times a 64th
    /// of the characters of the text it is held against; what its variables stand for counts up to the length of that
    /// text. So a policy of 32 KiB takes some thirty milliseconds at worst, if no value of the request is longer than 8
    /// KiB. One step is added for each grant that the caller holds on the key.
    public static Decision decide(AuthorizationRequest request) {
        Optional<StatementRef> denying = denying(request);
        if (denying.isPresent()) {
            return denied(new Reason.ExplicitDeny(denying.get()));
        }
        return switch (request.resource()) {
            case Resource.Guarded guarded -> decideOnGuarded(request, guarded);
            case Resource.RetirableGrant named -> decideOnRetiring(request, named.grant());
            case Resource.WithoutPolicy resource ->
                    resource.account().equals(request.caller().account())
                            ? decideByIdentity(request)
                            : denied(new Reason.ResourceOfAnotherAccount());
            case Resource.None() -> decideByIdentity(request);
        };
    }

    private static Optional<StatementRef> denying(AuthorizationRequest request) {
        Optional<StatementRef> inResourcePolicy =
                request.resource() instanceof Resource.Guarded guarded
                        ? guarded.policy().denying(request)
                        : Optional.empty();
        return inResourcePolicy.or(() -> request.policies().denying(request));
    }

    private static Decision decideOnGuarded(AuthorizationRequest request, Resource.Guarded guarded) {
        boolean sameAccount = guarded.account().equals(request.caller().account());
        Optional<Way> byPolicy = guarded.policy().allowing(request);
        Optional<Decision> decided = byPolicy.map(way -> decide(request, way, sameAccount));
        if (decided.isPresent() && decided.get() instanceof Decision.Allowed) {
            return decided.get();
        }
        // what one way does not suffice for, no way suffices for that is not nearer
        return allowingGrant(request, guarded.grants())
                .filter(way -> byPolicy.isEmpty() || way.reach().compareTo(byPolicy.get().reach()) < 0)
                .map(way -> decide(request, way, sameAccount))
                .or(() -> decided)
                .orElseGet(() -> decideWithoutOpening(request, guarded.policy().source()));
    }

    private static Decision decide(AuthorizationRequest request, Way way, boolean sameAccount) {
        return switch (way.reach().alsoNeeded(request.caller(), sameAccount)) {
            case NOTHING -> allowed(new Reason.ResourceAllows(way.opening()));
            case LIMITS -> withinLimits(request, new Reason.ResourceAllows(way.opening()));
            case IDENTITY_POLICY_WITHIN_LIMITS ->
                    request.policies()
                            .giving(request)
                            .map(given -> withinLimits(request, new Reason.BothAllow(way.opening(), given)))
                            .orElseGet(() -> denied(new Reason.ResourceAloneAllows(way.opening())));
        };
    }

    private static Decision decideWithoutOpening(AuthorizationRequest request, StatementRef.Source policy) {
        return request.policies()
                .giving(request)
                .map(voidAllow -> denied(new Reason.IdentityAllowIsVoid(voidAllow, policy)))
                .orElseGet(() -> denied(new Reason.ResourceSilent(policy)));
    }

    private static Decision decideOnRetiring(AuthorizationRequest request, Grant grant) {
        return grant.reachForRetiring(request.caller())
                .map(reach -> decide(request, new Way(reach, new Opening.ByGrant(grant.id())), true))
                .orElseGet(() -> denied(new Reason.NotItsToRetire(grant.id())));
    }

    private static Decision decideByIdentity(AuthorizationRequest request) {
        if (request.caller() instanceof Principal.Root) {
            return allowed(new Reason.CallerIsRoot());
        }
        return request.policies()
                .giving(request)
                .map(given -> withinLimits(request, new Reason.IdentityPolicyAllows(given)))
                .orElseGet(() -> denied(new Reason.IdentityPoliciesSilent()));
    }

    private static Decision withinLimits(AuthorizationRequest request, Reason.ForAllowing reason) {
        return request.policies()
                .limiting(request)
                .map(limit -> denied(new Reason.Limited(limit)))
                .orElseGet(() -> allowed(reason));
    }

    /// The grant that covers the request and reaches the caller nearest.
    private static Optional<Way> allowingGrant(AuthorizationRequest request, GrantsOfKey grants) {
        if (!GrantTerms.GRANTABLE.contains(request.action())) {
            return Optional.empty();
        }
        for (Reach reach : Reach.nearestFirst()) {
            String arn = reach.arnOf(request.caller());
            List<Grant> held = arn == null ? List.of() : grants.heldBy(arn);
            for (int i = 0; i < held.size(); i++) {
                if (held.get(i).terms().cover(request)) {
                    return Optional.of(new Way(reach, new Opening.ByGrant(held.get(i).id())));
                }
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
