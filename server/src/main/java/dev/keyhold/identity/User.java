package dev.keyhold.identity;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// A person or a service of an account.
///
/// @param id `AIDA` and 17 characters
/// @param groups the ids of the groups that the user is in
/// @param tags key to value
public record User(
        String account,
        String path,
        String name,
        String id,
        long version,
        Instant created,
        Attachments attachments,
        SortedSet<String> groups,
        Map<String, String> tags)
        implements PolicyHolder {

    /// Copies what could change.
    public User {
        groups = Collections.unmodifiableSortedSet(new TreeSet<>(groups));
        tags = Map.copyOf(tags);
    }

    /// A new user in no group.
    public User(String account, String path, String name, String id, Instant created, Attachments attachments) {
        this(account, path, name, id, 1, created, attachments, new TreeSet<>(), Map.of());
    }

    @Override
    public Kind kind() {
        return Kind.USER;
    }

    @Override
    public User with(Attachments newAttachments) {
        return new User(account, path, name, id, version + 1, created, newAttachments, groups, tags);
    }

    /// This user under another name or path, one version on.
    public User renamed(String newPath, String newName) {
        return new User(account, newPath, newName, id, version + 1, created, attachments, groups, tags);
    }

    /// This user with other tags, one version on.
    public User withTags(Map<String, String> newTags) {
        return new User(account, path, name, id, version + 1, created, attachments, groups, newTags);
    }

    /// This user in one group more, one version on.
    public User joining(String group) {
        SortedSet<String> more = new TreeSet<>(groups);
        more.add(group);
        return inGroups(more);
    }

    /// This user in one group less, one version on.
    public User leaving(String group) {
        SortedSet<String> fewer = new TreeSet<>(groups);
        fewer.remove(group);
        return inGroups(fewer);
    }

    private User inGroups(SortedSet<String> newGroups) {
        return new User(account, path, name, id, version + 1, created, attachments, newGroups, tags);
    }
}
