package dev.keyhold.operations;

import dev.keyhold.authz.KeyPolicies;
import dev.keyhold.authz.KeyPolicy;
import dev.keyhold.authz.PolicyRefusedException;
import dev.keyhold.authz.PolicyTooLargeException;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.Errors;

/// When a key policy may be put on a key.
final class KeyPolicyRules {

    private final Authorisation authorisation;

    KeyPolicyRules(Authorisation authorisation) {
        this.authorisation = authorisation;
    }

    /// The policy that a key gets when none is given.
    String standard(String account) {
        return KeyPolicies.defaultPolicy(account);
    }

    /// Refuses a policy that is malformed, too large, or (unless the check is bypassed) would lock the caller out.
    void requireAcceptable(Call call, KmsKey key, String policy, boolean bypassLockoutCheck) {
        KeyPolicy compiled;
        try {
            compiled = authorisation.compile(policy);
        } catch (PolicyTooLargeException tooLarge) {
            throw Errors.limitExceeded(tooLarge.getMessage());
        } catch (PolicyRefusedException refused) {
            throw Errors.malformedPolicy(refused.getMessage());
        }
        if (!bypassLockoutCheck && !authorisation.couldPutPolicy(call, key, compiled)) {
            throw Errors.policyLockout();
        }
    }
}
