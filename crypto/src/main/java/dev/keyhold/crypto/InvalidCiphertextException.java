package dev.keyhold.crypto;

/// A blob does not open: malformed, unknown, for another key or context, or tampered with. It says nothing more, so
/// that no caller can learn from the answer which of these it was.
public final class InvalidCiphertextException extends RuntimeException {

    private static final long serialVersionUID = 1;

    InvalidCiphertextException() {
        super("the ciphertext is not valid", null, false, false);
    }
}
