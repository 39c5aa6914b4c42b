package dev.keyhold.authz;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// A value of `ArnEquals` or `ArnLike`, which are the same: each of the six parts of an ARN is compared by itself, so a
/// wildcard does not reach over a colon of the first five.
final class ArnPattern {
    private static final int PARTS = 6;

    /// One for each part; a single one where only what its variables stand for makes it an ARN.
    private final List<Template> parts;

    private ArnPattern(List<Template> parts) {
        this.parts = parts;
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
    static Optional<List<String>> partsOf(String text) {
        List<String> split = List.of(text.split(":", PARTS));
        return Optional.of(split).filter(parts -> parts.size() == PARTS);
    }

    /// @param arn the six parts of an ARN
    boolean matches(List<String> arn, RequestContext context) {
        if (parts.size() == PARTS) {
            for (int i = 0; i < PARTS; i++) {
                if (!parts.get(i).matches(arn.get(i), context)) {
                    return false;
                }
            }
            return true;
        }
        List<int[]> split =
                parts.getFirst().resolve(context).map(pattern -> Template.split(pattern, PARTS)).orElse(List.of());
        if (split.size() != PARTS) {
            return false;
        }
        for (int i = 0; i < PARTS; i++) {
            if (!Template.matches(split.get(i), arn.get(i))) {
                return false;
            }
        }
        return true;
    }
}
