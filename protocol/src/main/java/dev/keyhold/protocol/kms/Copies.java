package dev.keyhold.protocol.kms;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Unmodifiable copies of members that may be absent.
final class Copies {

    private Copies() {}

    static <E> @Nullable List<E> list(@Nullable List<E> given) {
        return given == null ? null : List.copyOf(given);
    }

    /// Keeps the order, so that what is recorded about a request reads as the request did.
    static @Nullable Map<String, String> map(@Nullable Map<String, String> given) {
        return given == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(given));
    }
}
