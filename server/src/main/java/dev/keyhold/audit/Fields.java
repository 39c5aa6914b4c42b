package dev.keyhold.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An ordered set of named, typed values of an audit record. Absent (null) values are left out.
///
/// There is deliberately no way to add bytes or an arbitrary object. Threads: confined to the call.
public final class Fields {

    /// A value that may be recorded.
    public sealed interface Value {}

    /// A text, cut to 32 KiB.
    record Text(String text) implements Value {}

    /// A whole number.
    record Whole(long number) implements Value {}

    /// A truth value.
    record Flag(boolean flag) implements Value {}

    /// Texts in an order.
    record TextList(List<String> texts) implements Value {}

    /// Fields within a field.
    record Nested(Fields fields) implements Value {}

    /// A map of texts, by key.
    record Texts(Map<String, String> texts) implements Value {}

    record Named(String name, Value value) {}

    private static final int MAX_TEXT = 32 * 1024;

    private final List<Named> values = new ArrayList<>(6);

    /// No field at all.
    public static Fields none() {
        return new Fields();
    }

    /// Adds a text.
    public Fields text(String name, @Nullable Object value) {
        if (value != null) {
            values.add(new Named(name, new Text(cut(value.toString(), MAX_TEXT))));
        }
        return this;
    }

    /// Adds a number.
    public Fields number(String name, @Nullable Integer value) {
        if (value != null) {
            values.add(new Named(name, new Whole(value)));
        }
        return this;
    }

    /// Adds a truth value.
    public Fields flag(String name, @Nullable Boolean value) {
        if (value != null) {
            values.add(new Named(name, new Flag(value)));
        }
        return this;
    }

    /// Adds a time, ISO 8601 in UTC.
    public Fields time(String name, @Nullable Instant value) {
        return text(name, value);
    }

    /// Adds an encryption context or another map of texts, sorted by key. An empty map is left out.
    public Fields texts(String name, @Nullable Map<String, String> value) {
        if (value != null && !value.isEmpty()) {
            values.add(new Named(name, new Texts(new TreeMap<>(value))));
        }
        return this;
    }

    /// Adds texts in their order.
    public Fields list(String name, List<?> value) {
        values.add(new Named(name, new TextList(value.stream().map(text -> cut(text.toString(), MAX_TEXT)).toList())));
        return this;
    }

    /// Adds fields within a field. Without any it is left out.
    public Fields nested(String name, Fields value) {
        if (!value.isEmpty()) {
            values.add(new Named(name, new Nested(value)));
        }
        return this;
    }

    /// At most so many chars of a text, never half of a surrogate pair.
    static String cut(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        boolean withinPair = Character.isSurrogatePair(text.charAt(maxLength - 1), text.charAt(maxLength));
        return text.substring(0, withinPair ? maxLength - 1 : maxLength);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    List<Named> values() {
        return values;
    }
}
