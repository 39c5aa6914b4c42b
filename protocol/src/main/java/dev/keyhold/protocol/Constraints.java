package dev.keyhold.protocol;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a member's value must satisfy, gathered from the annotations on its type and from the annotations on those, so
/// that a group of constraints can have a name of its own.
///
/// The words of each demand are AWS's; clients match on them.
///
/// @param length bounds of the length, or null
/// @param range bounds of the number, or null
/// @param pattern what the whole text must match, or null
/// @param refusal the whole message if the pattern is broken, or null for the usual demand
/// @param sensitive whether an error must not show the value
record Constraints(
        @Nullable Length length,
        @Nullable Range range,
        @Nullable Pattern pattern,
        @Nullable Refusal refusal,
        boolean sensitive) {

    static Constraints on(AnnotatedElement type) {
        Length length = null;
        Range range = null;
        Pattern pattern = null;
        Refusal refusal = null;
        boolean sensitive = type instanceof AnnotatedType used && used.getType() == SecretText.class;
        for (Annotation annotation : withNamedGroups(type)) {
            if (annotation instanceof Length found) {
                length = found;
            } else if (annotation instanceof Range found) {
                range = found;
            } else if (annotation instanceof Matches found) {
                pattern = Pattern.compile(found.value());
            } else if (annotation instanceof Refusal found) {
                refusal = found;
            } else if (annotation instanceof Sensitive) {
                sensitive = true;
            }
        }
        return new Constraints(length, range, pattern, refusal, sensitive);
    }

    private static List<Annotation> withNamedGroups(AnnotatedElement type) {
        List<Annotation> all = new ArrayList<>();
        for (Annotation annotation : type.getAnnotations()) {
            all.add(annotation);
            all.addAll(List.of(annotation.annotationType().getAnnotations()));
        }
        return all;
    }

    /// Tells `demand` what each broken constraint asks for, the pattern before the length, as AWS does.
    void checkText(String text, Consumer<String> demand) {
        if (pattern != null && breaksPattern(text)) {
            demand.accept(patternDemand(pattern));
        }
        checkLengthOf(text, demand);
    }

    /// Whether a text of no more than the greatest length does not match.
    boolean breaksPattern(String text) {
        return pattern != null && (length == null || points(text) <= length.max()) && !pattern.matcher(text).matches();
    }

    /// Tells `demand` which bound of the length is broken.
    void checkLengthOf(String text, Consumer<String> demand) {
        checkLength(points(text), demand);
    }

    private int points(String text) {
        int units = text.length();
        // Code points are never more than chars, so most texts need no count.
        return length != null && units > length.min() && units <= length.max() ? units : text.codePointCount(0, units);
    }

    /// Tells `demand` which bound of the length is broken.
    void checkLength(int actual, Consumer<String> demand) {
        if (length != null && actual > length.max()) {
            demand.accept(maxLengthDemand(length));
        }
        if (length != null && actual < length.min()) {
            demand.accept(minLengthDemand(length));
        }
    }

    /// Tells `demand` which bound of the number is broken.
    void checkRange(long actual, Consumer<String> demand) {
        if (range != null && actual > range.max()) {
            demand.accept("Member must have value less than or equal to " + range.max());
        }
        if (range != null && actual < range.min()) {
            demand.accept("Member must have value greater than or equal to " + range.min());
        }
    }

    /// All demands on an element of a list: AWS lists them together, whichever of them is broken.
    List<String> demands() {
        List<String> all = new ArrayList<>();
        if (length != null) {
            all.add(maxLengthDemand(length));
            all.add(minLengthDemand(length));
        }
        if (pattern != null) {
            all.add(patternDemand(pattern));
        }
        return all;
    }

    private static String maxLengthDemand(Length length) {
        return "Member must have length less than or equal to " + length.max();
    }

    private static String minLengthDemand(Length length) {
        return "Member must have length greater than or equal to " + length.min();
    }

    private static String patternDemand(Pattern pattern) {
        return "Member must satisfy regular expression pattern: " + pattern.pattern();
    }
}
