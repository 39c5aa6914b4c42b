package dev.keyhold.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class EpochCacheTest {

    private static final EntityRef KEY = new EntityRef("key/eu-central-1/one");
    private static final EntityRef OTHER = new EntityRef("key/eu-central-1/other");

    private final Epochs epochs = new Epochs(1);
    private final EpochCache<String> cache = new EpochCache<>(epochs, 100);

    private static Optional<String> mustNotLoad() {
        throw new AssertionError("loaded although it is known");
    }

    private Optional<String> read(EntityRef ref, Supplier<Optional<String>> load) {
        return cache.get(ref, new ReadSet(epochs), load);
    }

    @Test
    void whatIsKnownIsNotLoadedAgain() {
        assertThat(read(KEY, () -> Optional.of("loaded"))).contains("loaded");
        assertThat(read(KEY, EpochCacheTest::mustNotLoad)).contains("loaded");
    }

    @Test
    void whatChangedIsLoadedAgain() {
        read(KEY, () -> Optional.of("old"));
        epochs.advance(2, List.of(KEY));
        assertThat(read(KEY, () -> Optional.of("new"))).contains("new");
        assertThat(read(KEY, EpochCacheTest::mustNotLoad)).contains("new");
    }

    @Test
    void aChangeOfSomethingElseLoadsNothing() {
        read(KEY, () -> Optional.of("loaded"));
        epochs.advance(2, List.of(OTHER));
        assertThat(read(KEY, EpochCacheTest::mustNotLoad)).contains("loaded");
    }

    @Test
    void aLoadThatRacedWithAChangeIsNotRemembered() {
        Optional<String> raced =
                read(
                        KEY,
                        () -> {
                            epochs.advance(2, List.of(KEY)); // committed after the load has read its row
                            return Optional.of("old");
                        });
        assertThat(raced).contains("old");
        assertThat(read(KEY, () -> Optional.of("new"))).contains("new");
    }

    @Test
    void aSlowLoadOfTheOldValueDoesNotReplaceTheNewOne() {
        read(
                KEY,
                () -> {
                    epochs.advance(2, List.of(KEY));
                    read(KEY, () -> Optional.of("new"));
                    return Optional.of("old");
                });
        assertThat(read(KEY, () -> Optional.of("new"))).contains("new");
    }

    @Test
    void whatAnUnknownChangeMayHaveTouchedIsLoadedAgain() {
        read(KEY, () -> Optional.of("old"));
        epochs.forgetEverything(9);
        assertThat(read(KEY, () -> Optional.of("new"))).contains("new");
    }

    @Test
    void absenceIsNotRemembered() {
        assertThat(read(KEY, Optional::empty)).isEmpty();
        assertThat(read(KEY, () -> Optional.of("inserted"))).contains("inserted");
    }

    @Test
    void whatIsGoneIsForgotten() {
        read(KEY, () -> Optional.of("there"));
        epochs.advance(2, List.of(KEY));
        assertThat(read(KEY, Optional::empty)).isEmpty();
        assertThat(read(KEY, () -> Optional.of("there again"))).contains("there again");
    }

    @Test
    void everyReadIsNotedWhetherLoadedKnownOrAbsent() {
        ReadSet reads = new ReadSet(epochs);
        cache.get(KEY, reads, () -> Optional.of("loaded"));
        cache.get(KEY, reads, EpochCacheTest::mustNotLoad);
        cache.get(OTHER, reads, Optional::empty);
        assertThat(reads.basis().read()).containsExactly(KEY, KEY, OTHER);
    }

    @Test
    void aLoadThatFailsIsNotedAndNotRemembered() {
        ReadSet reads = new ReadSet(epochs);
        assertThatThrownBy(() ->
                        cache.get(
                                KEY,
                                reads,
                                () -> {
                                    throw new IllegalStateException("the store is gone");
                                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(reads.basis().read()).containsExactly(KEY);
        assertThat(read(KEY, () -> Optional.of("loaded"))).contains("loaded");
    }
}
