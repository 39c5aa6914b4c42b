package dev.keyhold.operations;

import dev.keyhold.protocol.Errors;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Pages of a list: `Limit` and `Marker` in, `NextMarker` and `Truncated` out. A marker is opaque to clients; it names
/// the list that it belongs to and the last position seen, so one from another list is refused.
public final class Pages {

    private Pages() {}

    /// One page.
    ///
    /// @param items at most the limit
    /// @param nextMarker where the next page begins, or null at the end
    public record Page<E>(List<E> items, @Nullable String nextMarker) {

        public boolean truncated() {
            return nextMarker != null;
        }

        public <R> List<R> map(Function<E, R> mapper) {
            return items.stream().map(mapper).toList();
        }
    }

    /// Reads up to `count` elements strictly after a position.
    public interface Reader<E> {
        List<E> after(String position, int count);
    }

    /// The page after `marker`.
    ///
    /// @param list the list's name, part of its markers
    /// @param start the position before the first element
    /// @param positionOf gives an element's position
    public static <E> Page<E> page(
            String list,
            @Nullable String marker,
            int limit,
            String start,
            Reader<E> reader,
            Function<E, String> positionOf) {
        String position = marker == null ? start : position(list, marker);
        List<E> read = reader.after(position, limit + 1);
        if (read.size() <= limit) {
            return new Page<>(read, null);
        }
        List<E> items = new ArrayList<>(read.subList(0, limit));
        return new Page<>(items, marker(list, positionOf.apply(items.getLast())));
    }

    /// The requested limit or the default; the codec has checked its bounds.
    static int limit(@Nullable Integer requested, int defaultLimit) {
        return requested == null ? defaultLimit : requested;
    }

    /// A position that is a number; a marker that holds anything else is not ours.
    static int number(String position) {
        try {
            return Integer.parseInt(position);
        } catch (NumberFormatException notOurs) {
            throw Errors.invalidMarker();
        }
    }

    private static String marker(String list, String position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((list + "\n" + position).getBytes(StandardCharsets.UTF_8));
    }

    private static String position(String list, String marker) {
        String decoded;
        try {
            decoded = new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notOurs) {
            throw Errors.invalidMarker();
        }
        if (!decoded.startsWith(list + "\n")) {
            throw Errors.invalidMarker();
        }
        return decoded.substring(list.length() + 1);
    }
}
