package dev.keyhold.operations.iam;

import dev.keyhold.protocol.iam.IamErrors;
import dev.keyhold.protocol.iam.Tag;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Tags of identities and policies. Their names differ by more than case (IAM user guide, "Rules for tagging").
final class IamTags {

    private static final int MAX_TAGS = 50;

    private IamTags() {}

    /// The tags with which something is made.
    static Map<String, String> of(@Nullable List<Tag> given) {
        return given == null ? Map.of() : with(Map.of(), given);
    }

    /// Those that are there with others added or replaced.
    static Map<String, String> with(Map<String, String> present, List<Tag> given) {
        Map<String, String> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        tags.putAll(present);
        Set<String> seen = new HashSet<>();
        for (Tag tag : given) {
            if (!seen.add(tag.key().toLowerCase(Locale.ROOT))) {
                throw IamErrors.duplicateTagKeys();
            }
            if (tag.key().toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw IamErrors.invalidInput("Tag keys beginning with aws: are reserved.");
            }
            tags.remove(tag.key());
            tags.put(tag.key(), tag.value());
        }
        if (tags.size() > MAX_TAGS) {
            throw IamErrors.quotaExceeded("TagsPerEntity", MAX_TAGS);
        }
        return tags;
    }

    /// Those that are there without some.
    static Map<String, String> without(Map<String, String> present, List<String> keys) {
        Map<String, String> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        tags.putAll(present);
        keys.forEach(tags::remove);
        return tags;
    }

    /// As they stand in the record, whether or not they are acceptable.
    static Map<String, String> recorded(@Nullable List<Tag> given) {
        Map<String, String> tags = new TreeMap<>();
        if (given != null) {
            given.forEach(tag -> tags.put(tag.key(), tag.value()));
        }
        return tags;
    }

    /// As they stand in answers, by name.
    static List<Tag> list(Map<String, String> tags) {
        return new TreeMap<>(tags).entrySet().stream().map(tag -> new Tag(tag.getKey(), tag.getValue())).toList();
    }
}
