package dev.keyhold.operations.iam;

import dev.keyhold.authz.PolicyDocument;
import dev.keyhold.authz.PolicyRefusedException;
import dev.keyhold.authz.PolicyTooLargeException;
import dev.keyhold.protocol.KmsException;
import dev.keyhold.protocol.iam.IamErrors;
import java.util.function.Consumer;

/// Which policy texts are accepted. Every text that is stored was accepted here, so that one who carries it can always
/// be decided about.
final class Documents {

    /// The most characters of a managed policy.
    static final int MAX_MANAGED = 6_144;

    /// The most characters of a trust policy.
    static final int MAX_TRUST = 2_048;

    private Documents() {}

    /// Refuses what is not the policy of a user, group or role.
    ///
    /// @throws KmsException MalformedPolicyDocument or LimitExceeded
    static void requireIdentityPolicy(String text) {
        require(text, PolicyDocument::parseIdentityPolicy);
    }

    /// Refuses what is not a managed policy.
    ///
    /// @throws KmsException MalformedPolicyDocument or LimitExceeded
    static void requireManagedPolicy(String text) {
        requireSize(text, MAX_MANAGED, "PolicySize");
        requireIdentityPolicy(text);
    }

    /// Refuses what is not the trust policy of a role.
    ///
    /// @throws KmsException MalformedPolicyDocument or LimitExceeded
    static void requireTrustPolicy(String text) {
        requireSize(text, MAX_TRUST, "ACLSizePerRole");
        require(text, PolicyDocument::parseTrustPolicy);
    }

    /// Refuses a text with too many characters. IAM does not count white space.
    static void requireSize(String text, int most, String quota) {
        if (size(text) > most) {
            throw IamErrors.quotaExceeded(quota, most);
        }
    }

    /// The number of characters that are not white space.
    static long size(String text) {
        return text.chars().filter(c -> !Character.isWhitespace(c)).count();
    }

    private static void require(String text, Consumer<String> parser) {
        try {
            parser.accept(text);
        } catch (PolicyTooLargeException tooLarge) {
            throw IamErrors.quotaExceeded("PolicySize", PolicyDocument.MAX_BYTES);
        } catch (PolicyRefusedException refused) {
            throw IamErrors.malformedPolicy(refused.getMessage());
        }
    }
}
