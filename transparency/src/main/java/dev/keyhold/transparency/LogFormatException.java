package dev.keyhold.transparency;

/// Bytes or a value that the published log format does not allow.
///
/// It is the only exception that a parser of this package throws on bad input. The message names the rule that was
/// broken and never repeats the input.
public final class LogFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /// @param message the rule that was broken
    public LogFormatException(String message) {
        super(message);
    }
}
