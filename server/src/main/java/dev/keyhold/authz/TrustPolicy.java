package dev.keyhold.authz;

import java.util.Set;

/// A compiled trust policy: who may become a role. It stands at the role, so its statements name no resource, and it
/// speaks of nothing but the actions by which one becomes a role. Immutable.
public final class TrustPolicy extends ResourcePolicy {
    private static final Set<Action> ACTIONS =
            Set.of(
                    Action.of("sts:AssumeRole"),
                    Action.of("sts:AssumeRoleWithSAML"),
                    Action.of("sts:AssumeRoleWithWebIdentity"),
                    Action.of("sts:SetContext"),
                    Action.of("sts:SetSourceIdentity"),
                    Action.of("sts:TagSession"));

    private TrustPolicy(ParsedPolicy policy) {
        super(new StatementRef.Source.OfRole(), policy, TrustPolicy::acceptable);
    }

    static TrustPolicy compile(ParsedPolicy policy) {
        policy.requireSids();
        return new TrustPolicy(policy);
    }

    private static ParsedStatement acceptable(ParsedStatement parsed) {
        if (parsed.resources() != null) {
            throw new MalformedPolicyException("Has prohibited field Resource");
        }
        ParsedStatement.Values actions = parsed.actions();
        if (actions == null) {
            throw new MalformedPolicyException("Missing required field Action");
        }
        if (actions.negated() || !actions.texts().stream().allMatch(TrustPolicy::isOfTrust)) {
            throw new MalformedPolicyException("AssumeRole policy may only specify STS AssumeRole actions.");
        }
        return parsed.onEverything();
    }

    private static boolean isOfTrust(String action) {
        return ACTIONS.stream().anyMatch(known -> known.folded().equals(Action.fold(action)));
    }
}
