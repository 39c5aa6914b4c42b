package dev.keyhold.identity;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The policies that an identity carries.
///
/// @param inline its own, name to verbatim text
/// @param managed the ARNs of those it shares with others
/// @param boundary the ARN of the policy that bounds what the others give
public record Attachments(Map<String, String> inline, SortedSet<String> managed, Optional<String> boundary) {

    /// No policy at all.
    public static final Attachments NONE = new Attachments(Map.of(), new TreeSet<>(), Optional.empty());

    /// Copies what could change, in the order of names.
    public Attachments {
        SortedMap<String, String> sorted = new TreeMap<>(inline);
        inline = Collections.unmodifiableMap(sorted);
        managed = Collections.unmodifiableSortedSet(new TreeSet<>(managed));
    }

    /// One inline policy only.
    public static Attachments inline(String name, String text) {
        return new Attachments(Map.of(name, text), new TreeSet<>(), Optional.empty());
    }

    /// With other inline policies.
    public Attachments withInline(Map<String, String> newInline) {
        return new Attachments(newInline, managed, boundary);
    }

    /// With one inline policy more, or another text for it.
    public Attachments with(String name, String text) {
        Map<String, String> more = new TreeMap<>(inline);
        more.put(name, text);
        return withInline(more);
    }

    /// Without one inline policy.
    public Attachments without(String name) {
        Map<String, String> fewer = new TreeMap<>(inline);
        fewer.remove(name);
        return withInline(fewer);
    }

    /// With one managed policy more.
    public Attachments attached(String arn) {
        SortedSet<String> more = new TreeSet<>(managed);
        more.add(arn);
        return new Attachments(inline, more, boundary);
    }

    /// Without one managed policy.
    public Attachments detached(String arn) {
        SortedSet<String> fewer = new TreeSet<>(managed);
        fewer.remove(arn);
        return new Attachments(inline, fewer, boundary);
    }

    /// With another boundary, or none.
    public Attachments within(Optional<String> newBoundary) {
        return new Attachments(inline, managed, newBoundary);
    }
}
