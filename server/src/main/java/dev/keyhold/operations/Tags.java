package dev.keyhold.operations;

import dev.keyhold.protocol.Errors;
import dev.keyhold.protocol.kms.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tags of a request.
final class Tags {

    private static final int MAX_TAGS = 50;

    private Tags() {}

    /// The tags by key, each refused as AWS does.
    static Map<String, String> parse(@Nullable List<Tag> given) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Tag tag : given == null ? List.<Tag>of() : given) {
            if (isReserved(tag.tagKey())) {
                throw Errors.reservedTag();
            }
            String key = Requests.storableText(tag.tagKey(), "TagKey");
            if (tags.put(key, Requests.storableText(tag.tagValue(), "TagValue")) != null) {
                throw Errors.duplicateTagKeys();
            }
        }
        if (tags.size() > MAX_TAGS) {
            throw Errors.tooManyTags();
        }
        return tags;
    }

    /// The tags of a key with others added.
    static Map<String, String> added(Map<String, String> tags, List<Tag> given) {
        Map<String, String> all = new LinkedHashMap<>(tags);
        all.putAll(parse(given));
        if (all.size() > MAX_TAGS) {
            throw Errors.tooManyTags();
        }
        return all;
    }

    /// The tags of a key without some.
    static Map<String, String> removed(Map<String, String> tags, List<String> names) {
        if (names.stream().anyMatch(Tags::isReserved)) {
            throw Errors.reservedTag();
        }
        Map<String, String> rest = new LinkedHashMap<>(tags);
        names.forEach(rest::remove);
        return rest;
    }

    private static boolean isReserved(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith("aws:");
    }

    /// The tags as they were sent, for the record, where nothing may be refused.
    static Map<String, String> forRecord(@Nullable List<Tag> given) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Tag tag : given == null ? List.<Tag>of() : given) {
            tags.put(tag.tagKey(), tag.tagValue());
        }
        return tags;
    }
}
