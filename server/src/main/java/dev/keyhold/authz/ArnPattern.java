package dev.keyhold.authz;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A value of `ArnEquals` or `ArnLike`, which are the same: each of the six parts of an ARN is compared by itself, so a
/// wildcard does not reach over a colon of the first five.
final class ArnPattern {
    private static final int PARTS = 6;

    /// One for each part; a single one where only what its variables stand for makes it an ARN.
    private final List<Template> parts;

    /// Which parts are more than a `*`.
    private final int[] asking;

    private ArnPattern(List<Template> parts) {
        this.parts = parts;
        this.asking = IntStream.range(0, parts.size()).filter(i -> !parts.get(i).fitsAll()).toArray();
    }

    /// @throws IllegalArgumentException if the value can match no ARN
    static ArnPattern parse(String text, boolean variables) {
        if (text.equals("*")) {
            return new ArnPattern(Collections.nCopies(PARTS, Template.parse("*", true, false)));
        }
        List<String> split = variables ? Template.split(text, PARTS) : List.of(text.split(":", PARTS));
        if (split.size() == PARTS && split.getFirst().equals("arn")) {
            return new ArnPattern(split.stream().map(part -> Template.parse(part, true, variables)).toList());
        }
        if (variables && Template.isTemplate(text)) {
            return new ArnPattern(List.of(Template.parse(text, true, true)));
        }
        throw Tests.malformed("an ARN");
    }

    /// The parts of a text of a request; nothing if it is no ARN.
    static Optional<List<Haystack>> partsOf(String text) {
        List<Haystack> split = Arrays.stream(text.split(":", PARTS)).map(Haystack::new).toList();
        return Optional.of(split).filter(parts -> parts.size() == PARTS);
    }

    /// @param arn the six parts of an ARN
    boolean matches(List<Haystack> arn, RequestContext context) {
        if (parts.size() == PARTS) {
            for (int i : asking) {
                if (!parts.get(i).matches(arn.get(i), context)) {
                    return false;
                }
            }
            return true;
        }
        int length = arn.stream().mapToInt(Haystack::length).sum() + PARTS - 1;
        List<int[]> split =
                parts.getFirst()
                        .resolve(context, length)
                        .map(pattern -> Template.split(pattern, PARTS))
                        .orElse(List.of());
        if (split.size() != PARTS) {
            return false;
        }
        for (int i = 0; i < PARTS; i++) {
            if (!arn.get(i).fits(split.get(i))) {
                return false;
            }
        }
        return true;
    }
}
