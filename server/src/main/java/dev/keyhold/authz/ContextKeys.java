package dev.keyhold.authz;

import java.util.Set;

/// What the names of context keys say, in the folded form in which they are looked up.
final class ContextKeys {
    static final String ENCRYPTION_CONTEXT = "kms:encryptioncontext:";

    /// A key that no request has; it stands where a policy names one that policies of its kind never see.
    static final String NEVER_PRESENT = "keyhold:never";

    private static final String RESOURCE_ALIASES = "kms:resourcealiases";

    // the ArrayOf types of the service authorization reference
    private static final Set<String> MANY_VALUED =
            Set.of(
                    "aws:tagkeys",
                    "aws:principalorgpaths",
                    "aws:resourceorgpaths",
                    "aws:calledvia",
                    "aws:principalservicenameslist",
                    "kms:encryptioncontextkeys",
                    "kms:grantoperations",
                    RESOURCE_ALIASES);

    private ContextKeys() {}

    static boolean isWellFormed(String key) {
        int colon = key.indexOf(':');
        return colon > 0 && colon < key.length() - 1;
    }

    /// Whether a request can have several values of it, so that it is no policy variable.
    static boolean isManyValued(String folded) {
        return MANY_VALUED.contains(folded);
    }

    /// Whether a key policy sees it: kms:ResourceAliases counts in IAM policies only.
    static boolean isSeenByKeyPolicies(String key) {
        return !RequestContext.fold(key).equals(RESOURCE_ALIASES);
    }
}
