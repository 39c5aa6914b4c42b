package dev.keyhold.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {
    /// The index 1234067 and the tree of 70,000 entries are the examples of C2SP tlog-tiles.
    @ParameterizedTest
    @CsvSource({
        "HASHES, 0, 1234067, 256, tile/0/x001/x234/067",
        "HASHES, 0, 0, 256, tile/0/000",
        "HASHES, 0, 273, 112, tile/0/273.p/112",
        "HASHES, 1, 1, 17, tile/1/001.p/17",
        "HASHES, 2, 0, 1, tile/2/000.p/1",
        "HASHES, 63, 999, 255, tile/63/999.p/255",
        "ENTRIES, 0, 1000, 256, tile/entries/x001/000",
        "ENTRIES, 0, 5, 9, tile/entries/005.p/9",
        "BODIES, 0, 1234067, 3, bodies/x001/x234/067.p/3",
        "HASHES, 0, 9223372036854775807, 256, tile/0/x009/x223/x372/x036/x854/x775/807"
    })
    void aPathIsPrintedAndReadAsPublished(TilePath.Kind kind, int level, long index, int width, String path) {
        TilePath tile = new TilePath(kind, level, index, width);
        assertThat(tile.path()).isEqualTo(path);
        assertThat(TilePath.parse(path)).isEqualTo(tile);
        assertThat(tile.full()).isEqualTo(!path.contains(".p/"));
    }

    @Test
    void everyPathIsReadBack() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<TilePath.Kind> kinds = List.of(TilePath.Kind.values());
        for (int i = 0; i < 20_000; i++) {
            TilePath.Kind kind = kinds.get(random.nextInt(3));
            long index = random.nextLong() >>> (1 + random.nextInt(63));
            int level = kind == TilePath.Kind.HASHES ? random.nextInt(64) : 0;
            TilePath tile = new TilePath(kind, level, index, 1 + random.nextInt(256));
            assertThat(TilePath.parse(tile.path())).as("seed %d", seed).isEqualTo(tile);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "tile",
                "tile/",
                "tile/0",
                "tile/0/",
                "bodies/",
                "checkpoint",
                "/tile/0/000",
                "tile/0/000/",
                "tile/0/0",
                "tile/0/00",
                "tile/0/0000",
                "tile/0/x000/000",
                "tile/0/x001",
                "tile/0/001/000",
                "tile/0/x001/x000",
                "tile/0/x1/000",
                "tile/0/X001/000",
                "tile/00/000",
                "tile/64/000",
                "tile/-1/000",
                "tile/+1/000",
                "tile/0/-01",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/0/000.p/01",
                "tile/0/000.p/",
                "tile/0/000.p",
                "tile/0/000.p/1/",
                "tile/0/000.p/1.p/1",
                "tile/0/000.p/-1",
                "tile/entries/0",
                "tile/entries/000.p/256",
                "tile/entries/0/000",
                "bodies/0/000",
                "bodies/../000",
                "tile/0/../0/000",
                "tile/0/x010/x223/x372/x036/x854/x775/807",
                "tile/0/x009/x223/x372/x036/x854/x775/808",
                "tile/1000000000000/000",
                "tiles/0/000",
                "tile/0/00x",
                "tile/0/\u0660\u0660\u0660"
            })
    void aPathInAnyOtherFormIsRefused(String path) {
        assertThatThrownBy(() -> TilePath.parse(path)).isInstanceOf(LogFormatException.class);
    }

    @Test
    void numbersOutsideTheLimitsAreRefused() {
        assertThatThrownBy(() -> TilePath.hashes(64, 0, 1)).isInstanceOf(LogFormatException.class);
        assertThatThrownBy(() -> TilePath.hashes(-1, 0, 1)).isInstanceOf(LogFormatException.class);
        assertThatThrownBy(() -> TilePath.entries(-1, 1)).isInstanceOf(LogFormatException.class);
        assertThatThrownBy(() -> TilePath.entries(0, 0)).isInstanceOf(LogFormatException.class);
        assertThatThrownBy(() -> TilePath.bodies(0, 257)).isInstanceOf(LogFormatException.class);
        assertThatThrownBy(() -> new TilePath(TilePath.Kind.BODIES, 1, 0, 1)).isInstanceOf(LogFormatException.class);
    }
}
