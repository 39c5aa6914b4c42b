package dev.keyhold.transparency.verify;

/// Makes a name that an attacker may have chosen safe for a terminal and a report.
final class Printable {
    private static final int MOST = 120;

    private Printable() {}

    static String text(String untrusted) {
        StringBuilder out = new StringBuilder();
        untrusted.codePoints().limit(MOST).forEach(c -> out.append(c >= ' ' && c <= '~' ? (char) c : '?'));
        return out.toString();
    }
}
