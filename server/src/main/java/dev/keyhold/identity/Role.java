package dev.keyhold.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// What somebody who is trusted may become for a while.
///
/// @param id `AROA` and 17 characters
/// @param trust the trust policy, verbatim: who may become it
/// @param description free text, at most 1,000 characters
/// @param maxSession how long a session may be
/// @param tags key to value
public record Role(
        String account,
        String path,
        String name,
        String id,
        long version,
        Instant created,
        Attachments attachments,
        String trust,
        String description,
        Duration maxSession,
        Map<String, String> tags)
        implements PolicyHolder {

    /// Copies the tags.
    public Role {
        tags = Map.copyOf(tags);
    }

    @Override
    public Kind kind() {
        return Kind.ROLE;
    }

    @Override
    public Role with(Attachments newAttachments) {
        return new Role(
                account, path, name, id, version + 1, created, newAttachments, trust, description, maxSession, tags);
    }

    /// This role with another trust policy, one version on.
    public Role trusting(String newTrust) {
        return new Role(
                account, path, name, id, version + 1, created, attachments, newTrust, description, maxSession, tags);
    }

    /// This role described otherwise, one version on.
    public Role described(String newDescription, Duration newMaxSession) {
        return new Role(
                account, path, name, id, version + 1, created, attachments, trust, newDescription, newMaxSession, tags);
    }

    /// This role with other tags, one version on.
    public Role withTags(Map<String, String> newTags) {
        return new Role(
                account, path, name, id, version + 1, created, attachments, trust, description, maxSession, newTags);
    }
}
