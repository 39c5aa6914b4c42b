package dev.keyhold.authz;

/// A policy text that is not accepted. The message is safe to show to the caller: it consists of fixed words and
/// statement numbers and repeats nothing of the text.
public abstract sealed class PolicyRefusedException extends RuntimeException
        permits MalformedPolicyException, PolicyTooLargeException, UnsupportedPolicyElementException {
    private static final long serialVersionUID = 1L;

    PolicyRefusedException(String message) {
        super(message);
    }
}
