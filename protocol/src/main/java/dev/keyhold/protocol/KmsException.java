package dev.keyhold.protocol;

import org.jspecify.annotations.Nullable;

/// A refusal in AWS's words, on its way to the caller.
///
/// It is an answer rather than an accident, so it carries no stack trace and no cause. Everything in it is meant for
/// the caller: never put a secret, or a value that may be one, into the message.
public final class KmsException extends RuntimeException {

    private final ErrorCode code;

    /// @param code the error shape
    /// @param message the text, or null where AWS sends none
    public KmsException(ErrorCode code, @Nullable String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /// The error shape, which gives the name on the wire and the HTTP status.
    public ErrorCode code() {
        return code;
    }
}
