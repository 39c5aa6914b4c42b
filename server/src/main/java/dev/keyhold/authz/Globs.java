package dev.keyhold.authz;

import java.util.List;

/// Patterns that are matched together. In a pattern `*` stands for any number of characters, none included, and `?` for
/// exactly one; there is no escape. The text is data: a `*` or `?` in it is an ordinary character. Case matters.
///
/// A text is read once, from left to right, while every place that any pattern can have come to is kept as one bit. So
/// a match takes text length times (length of all patterns / 64) steps, whatever the wildcards: no pattern can make it
/// slow, and neither can many.
final class Globs {
    private static final int LATIN_1 = 256;

    // each pattern owns one bit per place: before each of its characters other than *, and after the last
    private final long[] starts;
    private final long[] ends;

    /// Places where a `*` stands: they take any character and stay.
    private final long[] stays;

    /// For each class of characters the places from which one of them leads on. Class 0 are those that stand in no
    /// pattern.
    private final long[][] leadsOn;

    private final byte[] classes = new byte[LATIN_1];

    /// @param patterns of characters up to U+00FF, as all strings of a policy are
    Globs(List<String> patterns) {
        int places = patterns.stream().mapToInt(Globs::places).sum();
        int words = (places + Long.SIZE - 1) / Long.SIZE;
        this.starts = new long[words];
        this.ends = new long[words];
        this.stays = new long[words];
        this.leadsOn = new long[classify(patterns)][words];
        int place = 0;
        for (String pattern : patterns) {
            set(starts, place);
            place = lay(pattern, place);
            set(ends, place++);
        }
    }

    static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    boolean anyMatches(String text) {
        return starts.length == 1 ? anyMatchesInOneWord(text) : anyMatchesInManyWords(text);
    }

    // the common case, in registers: three times as fast
    private boolean anyMatchesInOneWord(String text) {
        long stay = stays[0];
        long certain = stay & ends[0];
        long reached = starts[0];
        for (int i = 0; i < text.length() && reached != 0 && (reached & certain) == 0; i++) {
            reached = ((reached & leading(text.charAt(i))[0]) << 1) | (reached & stay);
        }
        return (reached & ends[0]) != 0;
    }

    private boolean anyMatchesInManyWords(String text) {
        long[] reached = starts.clone();
        for (int i = 0; i < text.length(); i++) {
            long[] leading = leading(text.charAt(i));
            long carry = 0;
            long alive = 0;
            long certain = 0;
            for (int w = 0; w < reached.length; w++) {
                long moving = reached[w] & leading[w];
                reached[w] = (moving << 1) | carry | (reached[w] & stays[w]);
                carry = moving >>> (Long.SIZE - 1);
                alive |= reached[w];
                certain |= reached[w] & stays[w] & ends[w];
            }
            if (certain != 0 || alive == 0) {
                return certain != 0;
            }
        }
        for (int w = 0; w < reached.length; w++) {
            if ((reached[w] & ends[w]) != 0) {
                return true;
            }
        }
        return false;
    }

    private long[] leading(char c) {
        return leadsOn[c < LATIN_1 ? Byte.toUnsignedInt(classes[c]) : 0];
    }

    private static int places(String pattern) {
        return 1 + (int) pattern.chars().filter(c -> c != '*').count();
    }

    private int classify(List<String> patterns) {
        int next = 1;
        for (String pattern : patterns) {
            for (int i = 0; i < pattern.length(); i++) {
                char c = pattern.charAt(i);
                if (c != '*' && c != '?' && classes[c] == 0) {
                    classes[c] = (byte) next++;
                }
            }
        }
        return next;
    }

    private int lay(String pattern, int first) {
        int place = first;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '*') {
                set(stays, place);
            } else if (c == '?') {
                for (long[] leading : leadsOn) {
                    set(leading, place);
                }
                place++;
            } else {
                set(leadsOn[Byte.toUnsignedInt(classes[c])], place++);
            }
        }
        return place;
    }

    private static void set(long[] bits, int place) {
        bits[place / Long.SIZE] |= 1L << place % Long.SIZE;
    }
}
