package dev.keyhold.identity;

import java.time.Instant;

/// Users that share policies.
///
/// @param id `AGPA` and 17 characters
public record Group(
        String account, String path, String name, String id, long version, Instant created, Attachments attachments)
        implements PolicyHolder {

    @Override
    public Kind kind() {
        return Kind.GROUP;
    }

    @Override
    public Group with(Attachments newAttachments) {
        return new Group(account, path, name, id, version + 1, created, newAttachments);
    }

    /// This group under another name or path, one version on.
    public Group renamed(String newPath, String newName) {
        return new Group(account, newPath, newName, id, version + 1, created, attachments);
    }
}
