package dev.keyhold.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/// A bounded memory of entities that never answers with one that is known to have changed.
///
/// A value is kept together with the epoch that was current before it was loaded, so a load that raced with a change is
/// simply not valid afterwards. What another node changed is found when the call commits, which then decides again.
/// Absence is never remembered.
///
/// @param <V> the entity, immutable
public final class EpochCache<V> {

    private record Loaded<V>(V value, long epoch) {}

    private final Epochs epochs;
    private final Cache<EntityRef, Loaded<V>> cache;

    /// @param epochs tells what changed
    /// @param maximumSize how many entities are kept
    public EpochCache(Epochs epochs, int maximumSize) {
        this.epochs = epochs;
        this.cache = Caffeine.newBuilder().maximumSize(maximumSize).build();
    }

    /// @param epochs tells what changed
    /// @param maximumWeight how much all entities that are kept weigh together
    /// @param weight of one entity
    public EpochCache(Epochs epochs, int maximumWeight, ToIntFunction<V> weight) {
        this.epochs = epochs;
        this.cache =
                Caffeine.newBuilder()
                        .maximumWeight(maximumWeight)
                        .weigher((EntityRef ref, Loaded<V> loaded) -> weight.applyAsInt(loaded.value()))
                        .build();
    }

    /// The entity, from memory or by `load`; the read is noted in `reads`.
    public Optional<V> get(EntityRef ref, ReadSet reads, Supplier<Optional<V>> load) {
        reads.note(ref);
        Loaded<V> known = cache.getIfPresent(ref);
        if (known != null && epochs.unchangedSince(known.epoch(), ref)) {
            return Optional.of(known.value());
        }
        long before = epochs.current();
        Optional<V> loaded = load.get();
        if (loaded.isPresent()) {
            cache.put(ref, new Loaded<>(loaded.get(), before));
        } else {
            cache.invalidate(ref);
        }
        return loaded;
    }
}
