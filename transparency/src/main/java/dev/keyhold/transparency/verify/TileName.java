package dev.keyhold.transparency.verify;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names of the files of a log of a given size, for comparison with what is there (C2SP tlog-tiles).
///
/// A name is never trusted: the place that it claims is read from it, the one right name of that place is made, and
/// both must be equal.
final class TileName {
    static final String CHECKPOINT = "checkpoint";
    static final int FULL = 256;

    private static final Pattern SHAPE =
            Pattern.compile(
                    "(tile/(?:entries|[0-9]|[1-9][0-9])/|bodies/)((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/[0-9]{1,3})?");

    private TileName() {}

    static String hashes(int level, long index, int width) {
        return name("tile/" + level + "/", index, width);
    }

    static String entries(long index, int width) {
        return name("tile/entries/", index, width);
    }

    static String bodies(long index, int width) {
        return name("bodies/", index, width);
    }

    /// Whether a log of `size` entries has a file of this name.
    static boolean belongs(String file, long size) {
        if (file.equals(CHECKPOINT)) {
            return true;
        }
        Matcher shape = SHAPE.matcher(file);
        if (!shape.matches()) {
            return false;
        }
        String prefix = shape.group(1);
        long index = Long.parseLong(shape.group(2).replace("x", "").replace("/", ""));
        int width = width(level(prefix), index, size);
        return width > 0 && file.equals(name(prefix, index, width));
    }

    /// How many places of tile `index` of `level` a log of `size` entries fills; 0 if it has no such tile.
    static int width(int level, long index, long size) {
        long places = level > 7 ? 0 : size >> (8 * level);
        // an index beyond the last tile must not be multiplied: a stray file may claim one that overflows
        return index > places / FULL ? 0 : Math.clamp(places - index * FULL, 0, FULL);
    }

    private static int level(String prefix) {
        String level = prefix.replaceAll("[^0-9]", "");
        return level.isEmpty() ? 0 : Integer.parseInt(level);
    }

    private static String name(String prefix, long index, int width) {
        String digits = Long.toString(index);
        String padded = "0".repeat((3 - digits.length() % 3) % 3) + digits;
        StringBuilder out = new StringBuilder(prefix);
        for (int i = 0; i < padded.length(); i += 3) {
            boolean last = i + 3 == padded.length();
            out.append(last ? "" : "x").append(padded, i, i + 3).append(last ? "" : "/");
        }
        return width == FULL ? out.toString() : String.format(Locale.ROOT, "%s.p/%d", out, width);
    }
}
