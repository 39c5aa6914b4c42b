package dev.keyhold.authz;

import java.util.List;

/// A compiled key policy. Immutable.
public final class KeyPolicy extends ResourcePolicy {

    private KeyPolicy(ParsedPolicy policy) {
        super(new StatementRef.Source.OfKey(), policy, KeyPolicy::acceptable);
    }

    static KeyPolicy compile(ParsedPolicy policy) {
        return new KeyPolicy(policy);
    }

    private static ParsedStatement acceptable(ParsedStatement parsed) {
        refuseOverlyPermissive(parsed.conditions());
        return parsed.inKeyPolicy();
    }

    // ForAllValues holds for a request without the key, which nobody who writes it there means
    private static void refuseOverlyPermissive(List<ParsedCondition> conditions) {
        for (ParsedCondition condition : conditions) {
            if (condition.operator().startsWith("ForAllValues:")
                    && RequestContext.fold(condition.key()).startsWith(ContextKeys.ENCRYPTION_CONTEXT)) {
                throw new MalformedPolicyException(
                        "OverlyPermissiveCondition:EncryptionContext: Using the ForAllValues set operator with a"
                                + " single-valued condition key matches requests without the specified encryption"
                                + " context or with an unspecified encryption context. To fix, remove ForAllValues.");
            }
        }
    }
}
