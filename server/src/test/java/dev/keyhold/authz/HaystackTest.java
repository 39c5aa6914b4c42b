package dev.keyhold.authz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Patterns that come of templates, and what bounds the time that they take.
class HaystackTest {
    @Test
    void randomPatternsFitAsTheDefinitionSays() {
        long seed = Long.getLong("keyhold.seed", new Random().nextLong());
        Random random = new Random(seed);
        int fitting = 0;
        for (int i = 0; i < 200_000; i++) {
            String pattern = random(random, "ab**?\u0101", 9);
            String text = random(random, "ab*?\u0101", 12);
            boolean expected = fitsByRegex(pattern, text);
            assertThat(fits(pattern, text)).as("seed %s, pattern %s, text %s", seed, pattern, text).isEqualTo(expected);
            fitting += expected ? 1 : 0;
        }
        assertThat(fitting).isBetween(5_000, 195_000);
    }

    @Test
    void randomPatternsFitLongTextsAsTheDefinitionSays() {
        long seed = Long.getLong("keyhold.seed", new Random().nextLong());
        Random random = new Random(seed);
        int fitting = 0;
        for (int i = 0; i < 20_000; i++) {
            // ends on both sides of where a word of places ends
            String text = random(random, "ab", 200);
            String pattern = "*" + text.substring(random.nextInt(text.length() + 1)) + "*";
            String holed = pattern.replaceFirst("ab", random.nextBoolean() ? "?b" : "a*");
            String changed = random.nextInt(3) > 0 ? holed : holed.replaceFirst("ba", "bba");
            boolean expected = fitsByRegex(changed, text);
            assertThat(fits(changed, text)).as("seed %s, pattern %s, text %s", seed, changed, text).isEqualTo(expected);
            fitting += expected ? 1 : 0;
        }
        assertThat(fitting).isBetween(1_000, 19_500);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 62, 63, 64, 65, 127, 128, 129, 1_000})
    void theLastPlaceOfATextIsReached(int length) {
        String text = "a".repeat(length);
        assertThat(fits("*" + text + "*", text)).isTrue();
        assertThat(fits("*" + "?".repeat(length) + "*", text)).isTrue();
        assertThat(fits("*" + text + "?*", text)).isFalse();
        assertThat(fits("*" + "?".repeat(length) + "?*", text)).isFalse();
        assertThat(fits("*" + text + "*b", text + "b")).isTrue();
        assertThat(fits("*" + text + "?*b", text + "b")).isFalse();
        assertThat(fits("a*" + text + "*", text)).isFalse();
    }

    // ---- what bounds the time

    @Test
    void aPatternForLongerTextsIsNotMade() {
        Map<String, List<String>> known = Map.of("a:v", List.of("a".repeat(8_000)));
        Template template = Template.parse("${a:v}".repeat(100), true, true);
        assertThat(template.resolve(context(known), 7_999)).isEmpty();
        assertThat(template.text(context(known), 7_999)).isEmpty();
        assertThat(Template.parse("*b${a:v}*?", true, true).resolve(context(known), 8_001)).isEmpty();
        assertThat(Template.parse("*b${a:v}*?", true, true).resolve(context(known), 8_002)).isPresent();
        assertThat(Template.parse("b${a:v}", false, true).text(context(known), 8_000)).isEmpty();
        assertThat(Template.parse("b${a:v}", false, true).text(context(known), 8_001)).isPresent();
    }

    @Test
    void starsInARowAreOne() {
        Template template = Template.parse("*".repeat(30_000) + "${a:v}" + "**?**", true, true);
        assertThat(template.resolve(context(Map.of("a:v", List.of("*b"))), 10).orElseThrow())
                .containsExactly(Template.ANY, '*', 'b', Template.ANY, Template.ONE, Template.ANY);
        assertThat(Template.parse("**", false, true).text(context(Map.of()), 2)).contains("**");
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void hostilePoliciesAreDecided() {
        // each took a matcher that restarts at every place seconds or minutes for so many decisions
        Map<String, List<String>> known =
                Map.of("a:text", List.of("a".repeat(8_190)), "a:v", List.of("a".repeat(4_000)));
        for (int i = 0; i < 100; i++) {
            assertThat(holds("StringLike", "a:text", Collections.nCopies(100, "*?${a:v}?b*"), known)).isFalse();
            assertThat(holds("StringLike", "a:text", List.of("*${a:v}?".repeat(100) + "b"), known)).isFalse();
        }
        List<String> arns = Collections.nCopies(7, "arn:*:*:*:*:*" + "a".repeat(4_000) + "b*");
        Map<String, List<String>> arn = Map.of("a:text", List.of("arn:a:a:a:a:" + "a".repeat(8_000)));
        for (int i = 0; i < 500; i++) {
            assertThat(holds("ArnLike", "a:text", arns, arn)).isFalse();
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void thousandsOfValuesAgainstHostilePoliciesAreDecided() {
        Map<String, List<String>> known =
                Map.of(
                        "kms:encryptioncontextkeys",
                        IntStream.range(0, 2_000).mapToObj(String::valueOf).toList(),
                        "a:v",
                        List.of("a".repeat(2_000)));
        for (int i = 0; i < 100; i++) {
            for (String value : List.of("*${a:v}x", "${a:v}x", "${a:v}*")) {
                List<String> values = Collections.nCopies(100, value);
                assertThat(holds("ForAnyValue:StringLike", "kms:EncryptionContextKeys", values, known)).isFalse();
                assertThat(holds("ForAnyValue:StringEquals", "kms:EncryptionContextKeys", values, known)).isFalse();
            }
        }
    }

    private static boolean holds(String operator, String key, List<String> values, Map<String, List<String>> known) {
        return Condition.compile(new ParsedCondition(operator, key, values), Effect.DENY, true)
                .orElseThrow()
                .holds(context(known));
    }

    private static RequestContext context(Map<String, List<String>> known) {
        return key -> known.getOrDefault(key, List.of());
    }

    private static boolean fits(String pattern, String text) {
        return Template.parse(pattern, true, true).matches(new Haystack(text), RequestContext.EMPTY);
    }

    private static boolean fitsByRegex(String pattern, String text) {
        String regex =
                pattern.chars()
                        .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                        .collect(Collectors.joining());
        return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
    }

    private static String random(Random random, String alphabet, int longest) {
        return random.ints(random.nextInt(longest + 1), 0, alphabet.length())
                .mapToObj(i -> alphabet.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}
