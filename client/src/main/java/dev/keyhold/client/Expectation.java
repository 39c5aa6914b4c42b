package dev.keyhold.client;

import java.util.Map;
import java.util.Set;

/// What a reader demands of a message before its data key is asked for.
///
/// Whoever can write a file can put a whole other message there, under a key of their own that the reader happens to be
/// allowed to use. A reader that names its key and the context it expects is not taken in.
///
/// @param context pairs that the message's encryption context must contain; others may be there too
/// @param keyArns key ARNs of which one must open the message; empty accepts every key
public record Expectation(Map<String, String> context, Set<String> keyArns) {
    /// Accepts every key and context.
    public static final Expectation NONE = new Expectation(Map.of(), Set.of());

    public Expectation {
        context = Map.copyOf(context);
        keyArns = Set.copyOf(keyArns);
    }

    /// Expects the pairs, from any key.
    public static Expectation ofContext(Map<String, String> context) {
        return new Expectation(context, Set.of());
    }

    boolean acceptsKey(String keyArn) {
        return keyArns.isEmpty() || keyArns.contains(keyArn);
    }

    void requireKey(String keyArn) throws EnvelopeException {
        if (!acceptsKey(keyArn)) {
            throw new EnvelopeException(
                    EnvelopeException.Reason.NOT_EXPECTED, "the message is under none of the expected keys");
        }
    }

    void requireContext(Map<String, String> actual) throws EnvelopeException {
        if (!actual.entrySet().containsAll(context.entrySet())) {
            throw new EnvelopeException(
                    EnvelopeException.Reason.NOT_EXPECTED,
                    "the message's encryption context lacks a pair that the caller expects");
        }
    }
}
