package dev.keyhold.identity;

import dev.keyhold.audit.EntityRef;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A policy that identities share, with its last versions.
///
/// @param account the 12-digit account
/// @param path `/`, or segments between slashes
/// @param name unique in the account without regard to case
/// @param id `ANPA` and 17 characters
/// @param version grows by one with every change; not to be mixed up with the versions of its text
/// @param created creation time
/// @param updated when a version was last made, deleted or made the default
/// @param description free text, at most 1,000 characters
/// @param defaultVersion the number of the text that counts
/// @param latestVersion the greatest number that a text has had
/// @param texts number to text, at most five
/// @param tags key to value
public record ManagedPolicy(
        String account,
        String path,
        String name,
        String id,
        long version,
        Instant created,
        Instant updated,
        String description,
        int defaultVersion,
        int latestVersion,
        SortedMap<Integer, Text> texts,
        Map<String, String> tags) {

    /// One version of the text.
    ///
    /// @param document verbatim
    public record Text(String document, Instant created) {}

    /// Copies what could change.
    public ManagedPolicy {
        texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
        tags = Map.copyOf(tags);
    }

    /// The ARN.
    public String arn() {
        return "arn:aws:iam::" + account + ":policy" + path + name;
    }

    /// The text that counts.
    public String document() {
        Text text = texts.get(defaultVersion);
        if (text == null) {
            throw new IllegalStateException(arn() + " has no default version");
        }
        return text.document();
    }

    /// What a decision that read this policy depends on.
    public EntityRef ref() {
        return ref(arn());
    }

    /// The name of the policy with this ARN, whether or not it exists.
    public static EntityRef ref(String arn) {
        return new EntityRef("policy/" + arn);
    }

    /// With a new version of the text, one version on.
    public ManagedPolicy plus(String document, boolean asDefault, Instant now) {
        SortedMap<Integer, Text> more = new TreeMap<>(texts);
        more.put(latestVersion + 1, new Text(document, now));
        return with(asDefault ? latestVersion + 1 : defaultVersion, latestVersion + 1, more, now);
    }

    /// Without a version of the text, one version on.
    public ManagedPolicy minus(int number, Instant now) {
        SortedMap<Integer, Text> fewer = new TreeMap<>(texts);
        fewer.remove(number);
        return with(defaultVersion, latestVersion, fewer, now);
    }

    /// With another version of the text that counts, one version on.
    public ManagedPolicy withDefault(int number, Instant now) {
        return with(number, latestVersion, texts, now);
    }

    private ManagedPolicy with(int newDefault, int newLatest, SortedMap<Integer, Text> newTexts, Instant now) {
        return new ManagedPolicy(
                account, path, name, id, version + 1, created, now, description, newDefault, newLatest, newTexts, tags);
    }

    /// With these texts, as they are stored.
    public ManagedPolicy withTexts(SortedMap<Integer, Text> stored) {
        return new ManagedPolicy(
                account,
                path,
                name,
                id,
                version,
                created,
                updated,
                description,
                defaultVersion,
                latestVersion,
                stored,
                tags);
    }

    /// With other tags, one version on.
    public ManagedPolicy withTags(Map<String, String> newTags) {
        return new ManagedPolicy(
                account,
                path,
                name,
                id,
                version + 1,
                created,
                updated,
                description,
                defaultVersion,
                latestVersion,
                texts,
                newTags);
    }
}
