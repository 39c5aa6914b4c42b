package dev.keyhold.authz;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A text of a request that the patterns of templates are held against. In a pattern [Template#ANY] stands for any
/// number of characters and [Template#ONE] for exactly one.
///
/// A pattern is read once, from left to right, while every place of the text that it can have come to is kept as one
/// bit. So a match takes pattern length times (text length / 64) steps, whatever the wildcards, and no step beyond the
/// text length. That is how [Globs] do it with the parts exchanged: here the patterns are not known before the request.
///
/// Threads: confined to the decision.
final class Haystack {
    private final String text;

    /// For each character of the text the places where it stands; made when first needed.
    private @Nullable Map<Character, long[]> places;

    Haystack(String text) {
        this.text = text;
    }

    int length() {
        return text.length();
    }

    /// Whether the whole text is one of those that the pattern describes.
    boolean fits(int[] pattern) {
        int first = indexOfAny(pattern);
        if (first < 0) {
            return pattern.length == text.length() && standsAt(0, pattern, 0, pattern.length);
        }
        int last = pattern.length - 1;
        while (pattern[last] != Template.ANY) {
            last--;
        }
        int end = text.length() - (pattern.length - 1 - last);
        return first <= end
                && standsAt(0, pattern, 0, first)
                && standsAt(end, pattern, last + 1, pattern.length)
                && (first == last || hasInOrder(pattern, first, last, first, end));
    }

    private static int indexOfAny(int[] pattern) {
        for (int i = 0; i < pattern.length; i++) {
            if (pattern[i] == Template.ANY) {
                return i;
            }
        }
        return -1;
    }

    private boolean standsAt(int place, int[] pattern, int from, int to) {
        for (int i = from; i < to; i++) {
            if (pattern[i] != Template.ONE && pattern[i] != text.charAt(place + i - from)) {
                return false;
            }
        }
        return true;
    }

    /// Whether what stands in the pattern between two [Template#ANY] occurs between two places of the text.
    private boolean hasInOrder(int[] pattern, int firstAny, int lastAny, int start, int end) {
        int lastWord = end / Long.SIZE;
        long within = -1L >>> (Long.SIZE - 1 - end % Long.SIZE);
        long[] reached = new long[lastWord + 1];
        reachAllFrom(start, reached, within);
        int firstWord = start / Long.SIZE;
        for (int p = firstAny + 1; p < lastAny; p++) {
            if (pattern[p] == Template.ANY) {
                int lowest = firstWord * Long.SIZE + Long.numberOfTrailingZeros(reached[firstWord]);
                reachAllFrom(lowest, reached, within);
                continue;
            }
            long[] leading = pattern[p] == Template.ONE ? null : places().get((char) pattern[p]);
            if (leading == null && pattern[p] != Template.ONE) {
                return false;
            }
            long carry = 0;
            for (int w = firstWord; w <= lastWord; w++) {
                long moving = leading == null ? reached[w] : reached[w] & leading[w];
                reached[w] = (moving << 1) | carry;
                carry = moving >>> (Long.SIZE - 1);
            }
            reached[lastWord] &= within;
            while (reached[firstWord] == 0) {
                if (++firstWord > lastWord) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void reachAllFrom(int place, long[] reached, long within) {
        int word = place / Long.SIZE;
        reached[word] |= -1L << place % Long.SIZE;
        Arrays.fill(reached, word + 1, reached.length, -1L);
        reached[reached.length - 1] &= within;
    }

    private Map<Character, long[]> places() {
        Map<Character, long[]> found = places;
        if (found == null) {
            found = new HashMap<>();
            int words = text.length() / Long.SIZE + 1;
            for (int i = 0; i < text.length(); i++) {
                found.computeIfAbsent(text.charAt(i), _ -> new long[words])[i / Long.SIZE] |= 1L << i % Long.SIZE;
            }
            places = found;
        }
        return found;
    }
}
