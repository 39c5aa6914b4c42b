package dev.keyhold.authz;

/// A policy in the form in which it is evaluated. The text is not kept: whoever stores a policy stores its text and
/// returns that.
///
/// The language is that of the IAM user guide, "IAM JSON policy elements reference", but for the principal
/// `CanonicalUser`, which KMS has no use for. What is not of the language is refused.
public sealed interface PolicyDocument permits ResourcePolicy, IdentityPolicy {
    /// The largest policy text, in bytes of its UTF-8 form: the quota that AWS states for key policies (KMS developer
    /// guide, resource quotas). It bounds identity policies too, below which their own quotas stand.
    int MAX_BYTES = 32_768;

    /// Compiles the text of a key policy.
    ///
    /// @throws PolicyTooLargeException if the text has more than [#MAX_BYTES] bytes
    /// @throws UnsupportedPolicyElementException if the text uses what is not evaluated
    /// @throws MalformedPolicyException if the text is not a key policy
    static KeyPolicy parseKeyPolicy(String text) {
        return KeyPolicy.compile(PolicyReader.read(text));
    }

    /// Compiles the text of a policy that is attached to a user, group or role.
    ///
    /// @throws PolicyTooLargeException if the text has more than [#MAX_BYTES] bytes
    /// @throws UnsupportedPolicyElementException if the text uses what is not evaluated
    /// @throws MalformedPolicyException if the text is not an identity policy
    static IdentityPolicy parseIdentityPolicy(String text) {
        return IdentityPolicy.compile(PolicyReader.read(text));
    }

    /// Compiles the text of a role's trust policy.
    ///
    /// @throws PolicyTooLargeException if the text has more than [#MAX_BYTES] bytes
    /// @throws UnsupportedPolicyElementException if the text uses what is not evaluated
    /// @throws MalformedPolicyException if the text is not a trust policy
    static TrustPolicy parseTrustPolicy(String text) {
        return TrustPolicy.compile(PolicyReader.read(text));
    }
}
