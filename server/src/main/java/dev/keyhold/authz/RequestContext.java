package dev.keyhold.authz;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What conditions, policy variables and grants can ask about a request. Nothing is computed before it is asked for,
/// and a decision that needs none of them never asks.
@FunctionalInterface
public interface RequestContext {
    /// A request about which nothing is known.
    RequestContext EMPTY = key -> List.of();

    /// The values of a context key, none if the request does not have it. No more than 8 KiB in all, as their length
    /// bounds the time that a decision takes, and found in little time, as a policy can ask thousands of times.
    ///
    /// @param key in lower case, such as `kms:encryptioncontext:appname`: AWS ignores the case of keys
    List<String> values(String key);

    /// The encryption context of the request, which grants compare with their constraints.
    default Map<String, String> encryptionContext() {
        return Map.of();
    }

    /// What a CreateGrant asks to be granted; a grant allows it only within its own terms.
    default Optional<GrantTerms> requestedGrant() {
        return Optional.empty();
    }

    /// When the request was made, by which grants expire. Not known: all that ever expire have.
    default Instant time() {
        return Instant.MAX;
    }

    /// The form in which keys are compared: ASCII letters and those up to U+00FF, which are all that a policy can hold,
    /// so that no two other letters meet.
    static String fold(String key) {
        StringBuilder folded = new StringBuilder(key.length());
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            folded.append(c <= 0xff ? Character.toLowerCase(c) : c);
        }
        return folded.toString();
    }
}
