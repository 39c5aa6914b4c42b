package dev.keyhold.store;

/// Names that callers made up, as parameters of queries. No name in the store has U+0000, which PostgreSQL refuses even
/// in a parameter, so a stranger's name with it must be answered without asking.
final class Names {

    private Names() {}

    /// Whether there can be a row of this name.
    static boolean storable(String name) {
        return name.indexOf('\0') < 0;
    }

    /// The position in an order of names that is the same as `after` for every name that can be stored.
    static String position(String after) {
        int end = after.indexOf('\0');
        return end < 0 ? after : after.substring(0, end);
    }
}
