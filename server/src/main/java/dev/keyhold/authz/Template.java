package dev.keyhold.authz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A policy value with policy variables. What a variable stands for is data: it is put in place after wildcards were
/// recognised, so a `*` in it is an ordinary character.
///
/// A pattern that came of a template is an array of characters in which [#ANY] stands for any number of characters and
/// [#ONE] for exactly one; no character of a text can be mistaken for either.
final class Template {
    static final int ANY = -1;
    static final int ONE = -2;

    private static final Pattern STARS = Pattern.compile("\\*+");

    // a prefix has no colon, which leaves one way to read a key: no text makes the search slow
    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{ *(?:([*?$])|([^{},'$: ]+:[^{},'$]*[^{},'$ ])(?: *, *'([^'{}]*)')?) *\\}");

    private sealed interface Part {
        /// @param pattern the text with its wildcards marked
        /// @param least how many characters a text has at least that it describes
        record Fixed(String text, List<Integer> pattern, int least) implements Part {
            static Fixed of(String text, boolean wildcards) {
                // one star says as much as several
                String once = wildcards ? STARS.matcher(text).replaceAll("*") : text;
                List<Integer> pattern = once.chars().map(wildcards ? Template::wildcard : c -> c).boxed().toList();
                return new Fixed(text, pattern, (int) pattern.stream().filter(c -> c != ANY).count());
            }
        }

        record Variable(String key, @Nullable String otherwise) implements Part {}
    }

    private static final Part ANYTHING = Part.Fixed.of("*", true);

    private final List<Part> parts;

    /// The pattern of a template without variables.
    private final int @Nullable [] fixed;

    private Template(List<Part> parts) {
        this.parts = List.copyOf(parts);
        this.fixed =
                parts.stream().allMatch(part -> part instanceof Part.Fixed)
                        ? parts.stream()
                                .flatMap(part -> ((Part.Fixed) part).pattern().stream())
                                .mapToInt(Integer::intValue)
                                .toArray()
                        : null;
    }

    static boolean isTemplate(String text) {
        return text.contains("${");
    }

    /// @param wildcards whether `*` and `?` outside of variables stand for other characters
    /// @param variables whether `${…}` is a policy variable
    /// @throws IllegalArgumentException if what follows a `${` is no policy variable
    static Template parse(String text, boolean wildcards, boolean variables) {
        if (!variables) {
            return new Template(List.of(Part.Fixed.of(text, wildcards)));
        }
        List<Part> parts = new ArrayList<>();
        Matcher variable = VARIABLE.matcher(text);
        int at = 0;
        while (at < text.length()) {
            int next = text.indexOf("${", at);
            int end = next < 0 ? text.length() : next;
            parts.add(Part.Fixed.of(text.substring(at, end), wildcards));
            at = end;
            if (next >= 0) {
                if (!variable.region(next, text.length()).lookingAt()) {
                    throw new IllegalArgumentException("what follows a ${ is not a policy variable");
                }
                parts.add(part(variable));
                at = variable.end();
            }
        }
        return new Template(parts);
    }

    private static Part part(Matcher variable) {
        String character = variable.group(1);
        return character == null
                ? new Part.Variable(RequestContext.fold(variable.group(2)), variable.group(3))
                : Part.Fixed.of(character, false);
    }

    /// The pattern for a request; nothing if a variable has no single value in it, in which case AWS lets the policy
    /// value match nothing, or if the pattern describes only texts that are longer.
    ///
    /// @param longest how many characters the text has that the pattern is for; more are not read of what variables
    ///   stand for
    Optional<int[]> resolve(RequestContext context, int longest) {
        if (fixed != null) {
            return Optional.of(fixed);
        }
        IntStream.Builder pattern = IntStream.builder();
        int least = 0;
        for (Part part : parts) {
            switch (part) {
                case Part.Fixed one -> {
                    least += one.least();
                    if (least > longest) {
                        return Optional.empty();
                    }
                    one.pattern().forEach(pattern::add);
                }
                case Part.Variable variable -> {
                    String value = value(variable, context);
                    least += value == null ? 0 : value.length();
                    if (value == null || least > longest) {
                        return Optional.empty();
                    }
                    value.chars().forEach(pattern);
                }
            }
        }
        return Optional.of(pattern.build().toArray());
    }

    private static int wildcard(int c) {
        return c == '*' ? ANY : c == '?' ? ONE : c;
    }

    private static @Nullable String value(Part.Variable variable, RequestContext context) {
        List<String> values = ContextKeys.isManyValued(variable.key()) ? List.of() : context.values(variable.key());
        return switch (values.size()) {
            case 0 -> variable.otherwise();
            case 1 -> values.getFirst();
            default -> null;
        };
    }

    /// The text for a request, of a template without wildcards; nothing as above.
    Optional<String> text(RequestContext context, int longest) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            String added =
                    switch (part) {
                        case Part.Fixed one -> one.text();
                        case Part.Variable variable -> value(variable, context);
                    };
            if (added == null || text.length() + added.length() > longest) {
                return Optional.empty();
            }
            text.append(added);
        }
        return Optional.of(text.toString());
    }

    /// Whether it is a `*`.
    boolean fitsAll() {
        return fixed != null && fixed.length == 1 && fixed[0] == ANY;
    }

    /// The keys on whose values it depends, in lower case.
    Stream<String> variables() {
        return parts.stream()
                .flatMap(part ->
                        switch (part) {
                            case Part.Fixed _ -> Stream.empty();
                            case Part.Variable(String key, String _) ->
                                    ContextKeys.isManyValued(key) ? Stream.empty() : Stream.of(key);
                        });
    }

    /// Whether it matches, as far as the known facts tell.
    Truth given(Haystack text, Known known) {
        if (variables().allMatch(known::has)) {
            return Truth.of(matches(text, known.context()));
        }
        Template widest = new Template(parts.stream().map(part -> isOpen(part, known) ? ANYTHING : part).toList());
        return widest.matches(text, known.context()) ? Truth.OPEN : Truth.FALSE;
    }

    private static boolean isOpen(Part part, Known known) {
        return part instanceof Part.Variable(String key, String _) && !ContextKeys.isManyValued(key) && !known.has(key);
    }

    boolean matches(Haystack text, RequestContext context) {
        if (fixed != null) {
            return text.fits(fixed);
        }
        Optional<int[]> pattern = resolve(context, text.length());
        return pattern.isPresent() && text.fits(pattern.get());
    }

    /// The pattern between its first colons.
    static List<int[]> split(int[] pattern, int parts) {
        List<int[]> split = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < pattern.length && split.size() < parts - 1; i++) {
            if (pattern[i] == ':') {
                split.add(Arrays.copyOfRange(pattern, from, i));
                from = i + 1;
            }
        }
        split.add(Arrays.copyOfRange(pattern, from, pattern.length));
        return split;
    }

    /// The text between its first colons, without those inside of policy variables.
    static List<String> split(String text, int parts) {
        List<String> split = new ArrayList<>();
        int from = 0;
        boolean inside = false;
        for (int i = 0; i < text.length() && split.size() < parts - 1; i++) {
            char c = text.charAt(i);
            inside = inside ? c != '}' : text.startsWith("${", i);
            if (c == ':' && !inside) {
                split.add(text.substring(from, i));
                from = i + 1;
            }
        }
        split.add(text.substring(from));
        return split;
    }
}
