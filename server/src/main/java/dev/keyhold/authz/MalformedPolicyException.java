package dev.keyhold.authz;

/// A policy text that breaks the policy language, AWS's `MalformedPolicyDocument`.
public final class MalformedPolicyException extends PolicyRefusedException {
    private static final long serialVersionUID = 1L;

    MalformedPolicyException(String message) {
        super(message);
    }
}
