package dev.keyhold.client;

import java.io.IOException;
import java.io.Serial;

/// The one exception for a message that cannot be written or opened, whatever its bytes are. Faults of the underlying
/// streams and files stay plain [IOException]s.
///
/// The text never contains key material, plaintext or values of the encryption context.
public final class EnvelopeException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    /// What went wrong, for programs.
    public enum Reason {
        /// The bytes are not a message of this format.
        MALFORMED,
        /// A message of a version, suite or kind that is not read here.
        UNSUPPORTED,
        /// A bound of [Limits], or of the format, is exceeded.
        TOO_LARGE,
        /// The message ends before its final frame or signature is complete.
        TRUNCATED,
        /// Bytes follow the end of the message.
        TRAILING_DATA,
        /// Commitment, tag or signature do not match: the message was changed or is not under this data key.
        NOT_AUTHENTIC,
        /// The message lacks what the caller's [Expectation] asks for.
        NOT_EXPECTED,
        /// The KMS did not give, open or move the data key; the cause is its answer.
        KEY_UNAVAILABLE
    }

    private final Reason reason;

    public EnvelopeException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public EnvelopeException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
