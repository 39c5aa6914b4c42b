package dev.keyhold.protocol.iam;

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

    /// Keeps the order, so that a reply lists what it was given as it was given.
    static <K, V> @Nullable Map<K, V> map(@Nullable Map<K, V> given) {
        return given == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(given));
    }
}
