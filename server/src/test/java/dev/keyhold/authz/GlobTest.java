package dev.keyhold.authz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "*, ''",
        "*, a",
        "**, ''",
        "a*, a",
        "a*, ab",
        "*b, ab",
        "a*c, abbbc",
        "a*b*c, a-b-b-c",
        "?, a",
        "a?c, abc",
        "*?, a",
        "?*?, ab",
        "*a?, xxab",
        "*ab, aab",
        "*aab*, aaaab",
        "a***b, ab",
        "***, abc"
    })
    void aPatternMatchesTheTextsItStandsFor(String pattern, String text) {
        assertThat(new Glob(pattern).matches(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'', a",
        "a, ''",
        "?, ''",
        "?, ab",
        "a*, b",
        "a*, ''",
        "*b, ba",
        "a*c, acb",
        "a?c, ac",
        "?*?, a",
        "*a?, a",
        "a*b*c, acb",
        "A*, ab",
        "ab*, a",
        "*ab, aba",
        "a**b, a"
    })
    void aPatternDoesNotMatchAnythingElse(String pattern, String text) {
        assertThat(new Glob(pattern).matches(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.c", "[a]bc", "a\\*c", "a+", "(abc)", "^abc$", "a|b"})
    void noOtherCharacterIsSpecial(String pattern) {
        assertThat(new Glob(pattern).matches(pattern)).isTrue();
        assertThat(new Glob(pattern).matches("abc")).isFalse();
        assertThat(new Glob(pattern).matches("a")).isFalse();
    }

    @Test
    void wildcardsInTheTextAreData() {
        assertThat(new Glob("abc").matches("*")).isFalse();
        assertThat(new Glob("abc").matches("a?c")).isFalse();
        assertThat(new Glob("a*c?").matches("a*c")).isFalse();
        assertThat(new Glob("a?c").matches("a*c")).isTrue();
        assertThat(new Glob("?").matches("*")).isTrue();
    }

    @Test
    void aNulCharacterIsOrdinary() {
        assertThat(new Glob("a").matches("a\0")).isFalse();
        assertThat(new Glob("a*").matches("a\0")).isTrue();
        assertThat(new Glob("a?").matches("a\0")).isTrue();
    }

    @Test
    void randomPatternsMatchAsTheDefinitionSays() {
        long seed = Long.getLong("keyhold.seed", new Random().nextLong());
        Random random = new Random(seed);
        int matched = 0;
        for (int i = 0; i < 200_000; i++) {
            String pattern = randomText(random, "ab*?", 8);
            String text = randomText(random, "ab*?", 10);
            boolean expected = matchesByDefinition(pattern, text);
            assertThat(new Glob(pattern).matches(text))
                    .as("seed %s, pattern %s, text %s", seed, pattern, text)
                    .isEqualTo(expected);
            matched += expected ? 1 : 0;
        }
        assertThat(matched).isBetween(5_000, 195_000);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void hostilePatternsEnd() {
        // each would keep a backtracking matcher busy for longer than the universe lasts
        String text = "a".repeat(2_048);
        assertThat(new Glob("*a".repeat(1_000) + "b").matches(text)).isFalse();
        assertThat(new Glob("a*".repeat(1_000) + "b*").matches(text)).isFalse();
        assertThat(new Glob("*?".repeat(2_048) + "*a").matches(text)).isFalse();
        assertThat(new Glob("*" + "a".repeat(1_024) + "b" + "*").matches(text)).isFalse();
        assertThat(new Glob("*a?".repeat(600) + "*b").matches(text)).isFalse();
        assertThat(new Glob("*".repeat(32_000) + "b").matches(text)).isFalse();
        assertThat(new Glob("*a".repeat(1_000) + "*").matches(text)).isTrue();
        assertThat(new Glob("*?".repeat(2_048)).matches(text)).isTrue();
    }

    // a star is nothing, or one character and the star again
    private static boolean matchesByDefinition(String pattern, String text) {
        if (pattern.isEmpty()) {
            return text.isEmpty();
        }
        String rest = pattern.substring(1);
        if (pattern.charAt(0) == '*') {
            return matchesByDefinition(rest, text)
                    || (!text.isEmpty() && matchesByDefinition(pattern, text.substring(1)));
        }
        return !text.isEmpty()
                && (pattern.charAt(0) == '?' || pattern.charAt(0) == text.charAt(0))
                && matchesByDefinition(rest, text.substring(1));
    }

    private static String randomText(Random random, String alphabet, int longest) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(longest + 1); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
