package dev.keyhold.operations.iam;

import dev.keyhold.operations.Pages;
import dev.keyhold.protocol.iam.IamErrors;
import dev.keyhold.protocol.iam.Tag;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
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

    /// Those of a request as they were sent, for the record and for conditions, where nothing may be refused.
    static Map<String, String> recorded(@Nullable List<Tag> given) {
        Map<String, String> tags = new TreeMap<>();
        for (Tag tag : given == null ? List.<Tag>of() : given) {
            tags.put(tag.key(), tag.value());
        }
        return tags;
    }

    /// A page of a list of tags. A position is a number: a tag's name can be longer than a marker may be.
    ///
    /// @param list the list's name, part of its markers
    static <O> O page(
            String list,
            @Nullable String marker,
            @Nullable Integer maxItems,
            Map<String, String> tags,
            IamPages.Answer<Tag, O> answer) {
        List<Tag> all = list(tags);
        List<Integer> numbers = IntStream.range(0, all.size()).boxed().toList();
        Pages.Page<Integer> page =
                IamPages.of(list, marker, maxItems, numbers, number -> String.format(Locale.ROOT, "%02d", number));
        return answer.of(page.map(all::get), page.truncated(), page.nextMarker());
    }

    /// As they stand in answers, by name.
    static List<Tag> list(Map<String, String> tags) {
        return new TreeMap<>(tags).entrySet().stream().map(tag -> new Tag(tag.getKey(), tag.getValue())).toList();
    }
}
