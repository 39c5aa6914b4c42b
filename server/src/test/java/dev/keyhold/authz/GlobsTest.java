package dev.keyhold.authz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobsTest {
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
        assertThat(matches(pattern, text)).isTrue();
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
        assertThat(matches(pattern, text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.c", "[a]bc", "a\\*c", "a+", "(abc)", "^abc$", "a|b"})
    void noOtherCharacterIsSpecial(String pattern) {
        assertThat(matches(pattern, pattern)).isTrue();
        assertThat(matches(pattern, "abc")).isFalse();
        assertThat(matches(pattern, "a")).isFalse();
    }

    @Test
    void wildcardsInTheTextAreData() {
        assertThat(matches("abc", "*")).isFalse();
        assertThat(matches("abc", "a?c")).isFalse();
        assertThat(matches("a*c?", "a*c")).isFalse();
        assertThat(matches("a?c", "a*c")).isTrue();
        assertThat(matches("?", "*")).isTrue();
    }

    @Test
    void aNulCharacterIsOrdinary() {
        assertThat(matches("a", "a\0")).isFalse();
        assertThat(matches("a*", "a\0")).isTrue();
        assertThat(matches("a?", "a\0")).isTrue();
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
            assertThat(matches(pattern, text))
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
        assertThat(matches("*a".repeat(1_000) + "b", text)).isFalse();
        assertThat(matches("a*".repeat(1_000) + "b*", text)).isFalse();
        assertThat(matches("*?".repeat(2_048) + "*a", text)).isFalse();
        assertThat(matches("*" + "a".repeat(1_024) + "b" + "*", text)).isFalse();
        assertThat(matches("*a?".repeat(600) + "*b", text)).isFalse();
        assertThat(matches("*".repeat(32_000) + "b", text)).isFalse();
        assertThat(matches("*a".repeat(1_000) + "*", text)).isTrue();
        assertThat(matches("*?".repeat(2_048), text)).isTrue();
    }

    @Test
    void patternsMatchTogetherAsEachByItself() {
        long seed = Long.getLong("keyhold.seed", new Random().nextLong());
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            // enough to fill several words of bits, often ending at their edge
            List<String> patterns =
                    Stream.generate(() -> randomText(random, "abc*?", 9)).limit(random.nextInt(40)).toList();
            String text = randomText(random, "abcd", 10);
            assertThat(new Globs(patterns).anyMatches(text))
                    .as("seed %s, patterns %s, text %s", seed, patterns, text)
                    .isEqualTo(patterns.stream().anyMatch(pattern -> matchesByDefinition(pattern, text)));
        }
    }

    @Test
    void noPatternsMatchNothing() {
        assertThat(new Globs(List.of()).anyMatches("")).isFalse();
        assertThat(new Globs(List.of()).anyMatches("a")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 62, 63, 64, 65, 127, 128, 129, 1_000})
    void longPatternsMatchToTheLastCharacter(int length) {
        String text = "a".repeat(length);
        assertThat(matches(text + "?", text + "b")).isTrue();
        assertThat(matches(text + "*b", text + "cb")).isTrue();
        assertThat(matches("*" + text + "b", "aa" + text + "b")).isTrue();
        assertThat(matches(text + "?", text)).isFalse();
        assertThat(matches(text + "?b", text + "bc")).isFalse();
        assertThat(matches("*" + text + "b", text + "bc")).isFalse();
        assertThat(new Globs(List.of(text + "?", "b*c")).anyMatches(text + "bc")).isFalse();
    }

    @Test
    void everyCharacterThatAPolicyMayHoldIsDistinct() {
        String all =
                IntStream.rangeClosed(0x20, 0xff)
                        .filter(c -> c != '*' && c != '?')
                        .mapToObj(c -> String.valueOf((char) c))
                        .collect(Collectors.joining());
        assertThat(matches(all + "*", all)).isTrue();
        for (int i = 0; i < all.length(); i++) {
            for (char other : new char[] {'*', '?', '\0', '\u0100', '\u212a', all.charAt((i + 1) % all.length())}) {
                assertThat(matches(all + "*", all.substring(0, i) + other + all.substring(i + 1))).isFalse();
            }
        }
        assertThat(matches("?", "\u212a")).isTrue();
        assertThat(matches("k*", "\u212a")).isFalse();
    }

    private static boolean matches(String pattern, String text) {
        return new Globs(List.of(pattern)).anyMatches(text);
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
