package dev.keyhold.authz;

/// A policy text of more than [PolicyDocument#MAX_BYTES] bytes, for a key policy AWS's `LimitExceededException`.
public final class PolicyTooLargeException extends PolicyRefusedException {
    private static final long serialVersionUID = 1L;

    PolicyTooLargeException() {
        super("The policy is larger than the limit of " + PolicyDocument.MAX_BYTES + " bytes.");
    }
}
