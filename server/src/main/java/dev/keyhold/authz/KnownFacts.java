package dev.keyhold.authz;

import java.util.List;
import java.util.Optional;

/// What is the same in all requests that a question is about, such as `aws:username` in those of one user or
/// `kms:KeySpec` in those for one key. What it does not know depends on the request, such as `aws:SourceIp`.
@FunctionalInterface
public interface KnownFacts {
    /// Everything depends on the request.
    KnownFacts NOTHING = key -> Optional.empty();

    /// The values of a context key in each of the requests, none if no request has it; nothing if they depend on the
    /// request.
    ///
    /// @param key in lower case, as [RequestContext#values] takes it
    Optional<List<String>> values(String key);

    /// What either knows; they must agree where both do.
    default KnownFacts and(KnownFacts other) {
        return key -> values(key).or(() -> other.values(key));
    }
}
