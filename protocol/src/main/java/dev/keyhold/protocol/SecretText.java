package dev.keyhold.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Objects;

/// A text of a message that is a secret: a password, the secret of an access key, a session token, a one-time code.
///
/// A member of this type is [Sensitive] by its type, so no validation error shows it, and a record that holds one does
/// not print it. Comparison takes the same time wherever the first difference lies. Immutable; the characters lie on
/// the heap for as long as the request does, as those of the body do, and cannot be scrubbed.
public final class SecretText {

    private final String text;

    private SecretText(String text) {
        this.text = text;
    }

    /// A secret with this text.
    public static SecretText of(String text) {
        return new SecretText(Objects.requireNonNull(text));
    }

    /// The text itself, which belongs in no log, error or record.
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretText secret
                && MessageDigest.isEqual(text.getBytes(UTF_8), secret.text.getBytes(UTF_8));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /// Not even the length, which tells something about a password.
    @Override
    public String toString() {
        return "SecretText[hidden]";
    }
}
