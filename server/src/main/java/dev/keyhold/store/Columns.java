package dev.keyhold.store;

import dev.keyhold.protocol.Blob;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How values stand in columns: times as nanoseconds, free text as UTF-8 bytes, maps of texts as one byte string.
///
/// A map is its entries in the order of their keys, each key and value as length (4 bytes, big-endian) and UTF-8. Every
/// value comes back exactly as it went in; what has no UTF-8 form is refused rather than replaced.
public final class Columns {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private Columns() {}

    static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS_PER_SECOND), time.getNano());
    }

    /// A time that [Session#bind] stored.
    public static Instant time(ResultSet row, String column) throws SQLException {
        long nanos = row.getLong(column);
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
    }

    /// A time that may be null.
    static Optional<Instant> optionalTime(ResultSet row, String column) throws SQLException {
        row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(time(row, column));
    }

    static Blob blob(ResultSet row, String column) throws SQLException {
        return Blob.wrap(row.getBytes(column));
    }

    static byte[] utf8(String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException loneSurrogate) {
            throw new IllegalArgumentException("a text has no UTF-8 form", loneSurrogate);
        }
    }

    static String text(ResultSet row, String column) throws SQLException {
        return new String(row.getBytes(column), StandardCharsets.UTF_8);
    }

    static byte[] map(Map<String, String> texts) {
        byte[][] parts = new byte[2 * texts.size()][];
        int length = 0;
        int next = 0;
        for (Map.Entry<String, String> entry : new TreeMap<>(texts).entrySet()) {
            for (String text : new String[] {entry.getKey(), entry.getValue()}) {
                byte[] part = utf8(text);
                parts[next++] = part;
                length += Integer.BYTES + part.length;
            }
        }
        ByteBuffer out = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            out.putInt(part.length).put(part);
        }
        return out.array();
    }

    static Map<String, String> map(ResultSet row, String column) throws SQLException {
        ByteBuffer in = ByteBuffer.wrap(row.getBytes(column));
        Map<String, String> texts = new LinkedHashMap<>();
        while (in.hasRemaining()) {
            String key = part(in);
            texts.put(key, part(in));
        }
        return texts;
    }

    static byte @Nullable [] optionalMap(@Nullable Map<String, String> texts) {
        return texts == null ? null : map(texts);
    }

    /// A map that may be null.
    static @Nullable Map<String, String> optionalMap(ResultSet row, String column) throws SQLException {
        return row.getBytes(column) == null ? null : map(row, column);
    }

    private static String part(ByteBuffer in) {
        byte[] bytes = new byte[in.getInt()];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
