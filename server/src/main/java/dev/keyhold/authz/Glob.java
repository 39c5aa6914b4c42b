package dev.keyhold.authz;

/// A pattern in which `*` stands for any number of characters, none included, and `?` for exactly one; there is no
/// escape. The text is data: a `*` or `?` in it is an ordinary character. Case matters.
///
/// Matching goes back to the last `*` only, so it takes at most pattern length times text length steps whatever the
/// number of stars, allocates nothing and does not recurse.
final class Glob {
    private final String pattern;
    private final int shortestMatch;

    Glob(String pattern) {
        this.pattern = withoutRepeatedStars(pattern);
        this.shortestMatch = (int) pattern.chars().filter(c -> c != '*').count();
    }

    static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    boolean matches(String text) {
        if (text.length() < shortestMatch) {
            return false;
        }
        int at = 0;
        int resumeAt = 0;
        int star = -1;
        int next = 0;
        while (at < text.length()) {
            char expected = next < pattern.length() ? pattern.charAt(next) : '\0';
            if (expected == '*') {
                if (next == pattern.length() - 1) {
                    return true;
                }
                star = next++;
                resumeAt = at;
            } else if (next < pattern.length() && (expected == '?' || expected == text.charAt(at))) {
                next++;
                at++;
            } else if (star >= 0) {
                next = star + 1;
                at = ++resumeAt;
            } else {
                return false;
            }
        }
        return next == pattern.length() || (next == pattern.length() - 1 && pattern.charAt(next) == '*');
    }

    private static String withoutRepeatedStars(String pattern) {
        StringBuilder kept = new StringBuilder(pattern.length());
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) != '*' || i == 0 || pattern.charAt(i - 1) != '*') {
                kept.append(pattern.charAt(i));
            }
        }
        return kept.toString();
    }
}
