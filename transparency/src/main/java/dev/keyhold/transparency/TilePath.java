package dev.keyhold.transparency;

/// The relative path of a stored part of the log: C2SP tlog-tiles for hash tiles and entry bundles, and the same scheme
/// under `bodies/` for records.
///
/// ```
/// tile/<level>/<N>[.p/<W>]     tile/entries/<N>[.p/<W>]     bodies/<N>[.p/<W>]
/// ```
///
/// N is written in groups of three digits, all but the last with an `x` before: 1234067 is `x001/x234/067`.
///
/// @param kind what the file holds
/// @param level the tile level, 0 to 63; 0 for entries and bodies
/// @param index the number N of the tile within its level
/// @param width how many hashes or entries it has: 256 when full, else 1 to 255 (and the path ends in `.p/<W>`)
public record TilePath(Kind kind, int level, long index, int width) {
    /// The hashes or entries of a full tile.
    public static final int FULL_WIDTH = 256;

    private static final int MAX_LEVEL = 63;
    private static final String PARTIAL = ".p/";

    /// What a file holds.
    public enum Kind {
        /// Hashes of 32 bytes.
        HASHES,
        /// Length-prefixed envelopes, see [EntryBundle].
        ENTRIES,
        /// Salts and records, see [BodyBundle].
        BODIES
    }

    /// @throws LogFormatException if a number is outside the limits above
    public TilePath {
        if (level < 0 || level > MAX_LEVEL || (kind != Kind.HASHES && level != 0)) {
            throw new LogFormatException("a tile level is 0 to 63, and 0 for entries and bodies");
        }
        if (index < 0 || width < 1 || width > FULL_WIDTH) {
            throw new LogFormatException("a tile index is not negative and a width is 1 to 256");
        }
    }

    /// Hash tile.
    public static TilePath hashes(int level, long index, int width) {
        return new TilePath(Kind.HASHES, level, index, width);
    }

    /// Entry bundle.
    public static TilePath entries(long index, int width) {
        return new TilePath(Kind.ENTRIES, 0, index, width);
    }

    /// Body bundle.
    public static TilePath bodies(long index, int width) {
        return new TilePath(Kind.BODIES, 0, index, width);
    }

    /// The path that this text is.
    ///
    /// @throws LogFormatException if the text is not exactly what [#path] prints
    public static TilePath parse(String text) {
        TilePath parsed = parseLeniently(text);
        if (!parsed.path().equals(text)) {
            throw new LogFormatException("not a canonical tile path");
        }
        return parsed;
    }

    /// The relative path with `/` as separator.
    public String path() {
        String suffix = width == FULL_WIDTH ? "" : PARTIAL + width;
        return prefix() + groups(index) + suffix;
    }

    /// Whether the tile has all of its 256 places filled, so that it never changes again.
    public boolean full() {
        return width == FULL_WIDTH;
    }

    private String prefix() {
        return switch (kind) {
            case HASHES -> "tile/" + level + '/';
            case ENTRIES -> "tile/entries/";
            case BODIES -> "bodies/";
        };
    }

    private static String groups(long index) {
        StringBuilder out = new StringBuilder(group(index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            out.insert(0, 'x' + group(rest % 1000) + '/');
        }
        return out.toString();
    }

    private static String group(long value) {
        return "" + value / 100 + value / 10 % 10 + value % 10;
    }

    private static TilePath parseLeniently(String text) {
        int partial = text.indexOf(PARTIAL);
        int width = partial < 0 ? FULL_WIDTH : number(text.substring(partial + PARTIAL.length()));
        String head = partial < 0 ? text : text.substring(0, partial);
        if (head.startsWith("bodies/")) {
            return bodies(index(head.substring("bodies/".length())), width);
        }
        String[] parts = head.split("/", 3);
        if (parts.length != 3 || !parts[0].equals("tile")) {
            throw new LogFormatException("not a tile path");
        }
        return parts[1].equals("entries")
                ? entries(index(parts[2]), width)
                : hashes(number(parts[1]), index(parts[2]), width);
    }

    private static long index(String groups) {
        String digits = groups.replace("/", "").replace("x", "");
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return CanonicalText.decimal(significant);
    }

    private static int number(String text) {
        long value = CanonicalText.decimal(text);
        return value > FULL_WIDTH ? -1 : (int) value;
    }
}
