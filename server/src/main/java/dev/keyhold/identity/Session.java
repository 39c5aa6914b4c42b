package dev.keyhold.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What somebody is for a while: a role that was assumed, or a user with temporary credentials. It is stored nowhere;
/// its token carries it.
///
/// @param account the 12-digit account
/// @param identityId the id of the role or user
/// @param name the session's name; empty for a user's
/// @param issued when it began
/// @param expires from when on it is over
/// @param policy the inline session policy, verbatim
/// @param managed the ARNs of managed policies that bound it too
/// @param tags the session's tags
public record Session(
        String account,
        String identityId,
        String name,
        Instant issued,
        Instant expires,
        Optional<String> policy,
        List<String> managed,
        Map<String, String> tags) {

    /// Copies what could change.
    public Session {
        managed = List.copyOf(managed);
        tags = Map.copyOf(tags);
    }

    /// Whether it is over.
    public boolean isOver(Instant now) {
        return !now.isBefore(expires);
    }
}
