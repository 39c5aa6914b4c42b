package dev.keyhold.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogBundleTest {
    /// The example of docs/log-format.md.
    @Test
    void bundlesHaveTheDocumentedBytes() {
        List<byte[]> entries = List.of(new byte[] {1, 2, 3}, new byte[] {4});
        assertThat(hex(EntryBundle.encode(entries))).isEqualTo("0003010203" + "000104");
        byte[] salt = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");
        List<EntryBody> bodies = List.of(EntryBody.of(salt, new byte[] {0x7b, 0x7d}), EntryBody.dropped());
        assertThat(hex(BodyBundle.encode(bodies))).isEqualTo("01" + hex(salt) + "00000002" + "7b7d" + "00");
    }

    @Test
    void bundlesAreReadBackAndRefuseAnyOtherWidthOrLength() {
        TestLog log = TestLog.of(20);
        log.bodies.set(4, EntryBody.dropped());
        byte[] entries = EntryBundle.encode(log.envelopes);
        byte[] bodies = BodyBundle.encode(log.bodies);
        assertThat(EntryBundle.encode(EntryBundle.decode(entries, 20))).isEqualTo(entries);
        assertThat(BodyBundle.encode(BodyBundle.decode(bodies, 20))).isEqualTo(bodies);
        for (int width : new int[] {-1, 0, 1, 19, 21, 256, 257}) {
            assertThatThrownBy(() -> EntryBundle.decode(entries, width)).isInstanceOf(LogFormatException.class);
            assertThatThrownBy(() -> BodyBundle.decode(bodies, width)).isInstanceOf(LogFormatException.class);
        }
        for (int length = 0; length < bodies.length + 3; length++) {
            byte[] otherEntries = Arrays.copyOf(entries, length);
            if (length != entries.length) {
                assertThatThrownBy(() -> EntryBundle.decode(otherEntries, 20)).isInstanceOf(LogFormatException.class);
            }
            byte[] otherBodies = Arrays.copyOf(bodies, length);
            if (length != bodies.length) {
                assertThatThrownBy(() -> BodyBundle.decode(otherBodies, 20)).isInstanceOf(LogFormatException.class);
            }
        }
    }

    @Test
    void bodiesOutsideTheLimitsAreRefused() {
        assertThatThrownBy(() -> EntryBody.of(new byte[15], new byte[1])).isInstanceOf(LogFormatException.class);
        assertThatThrownBy(() -> EntryBody.of(new byte[16], new byte[0])).isInstanceOf(LogFormatException.class);
        assertThatThrownBy(() -> EntryBody.of(new byte[16], new byte[(1 << 20) + 1]))
                .isInstanceOf(LogFormatException.class);
        assertThat(EntryBody.of(new byte[16], new byte[1 << 20])).hasToString("record of 1048576 bytes");
    }

    @Test
    void entriesOutsideTheLimitsAreRefused() {
        assertThatThrownBy(() -> EntryBundle.encode(List.of())).isInstanceOf(LogFormatException.class);
        assertThatThrownBy(() -> EntryBundle.encode(List.of(new byte[0]))).isInstanceOf(LogFormatException.class);
        assertThatThrownBy(() -> EntryBundle.encode(List.of(new byte[65_536]))).isInstanceOf(LogFormatException.class);
        byte[] longest = EntryBundle.encode(List.of(new byte[65_535]));
        assertThat(EntryBundle.decode(longest, 1).getFirst()).hasSize(65_535);
    }

    @Test
    void anEntryAtAnotherPlaceThanItsIndexIsRefused() {
        TestLog log = TestLog.of(300);
        List<byte[]> swapped = new ArrayList<>(log.envelopes.subList(0, 256));
        swapped.set(3, log.envelopes.get(4));
        List<EntryBody> bodies = log.bodies.subList(0, 256);
        assertThatThrownBy(() -> new LogBundle(0, swapped, bodies)).isInstanceOf(LogFormatException.class);
        List<byte[]> envelopes = log.envelopes.subList(0, 256);
        assertThatThrownBy(() -> new LogBundle(1, envelopes, bodies)).isInstanceOf(LogFormatException.class);
        assertThatThrownBy(() -> new LogBundle(-1, envelopes, bodies)).isInstanceOf(LogFormatException.class);
        assertThatThrownBy(() -> new LogBundle(0, envelopes, log.bodies)).isInstanceOf(LogFormatException.class);
    }

    @Test
    void theRootOfAFullBundleIsItsHashAtLevelOne() {
        TestLog log = TestLog.of(512);
        LogBundle second = new LogBundle(1, log.envelopes.subList(256, 512), log.bodies.subList(256, 512));
        assertThat(second.root()).isEqualTo(log.hashes().hash(8, 1));
        LogBundle partial = new LogBundle(1, log.envelopes.subList(256, 511), log.bodies.subList(256, 511));
        assertThatThrownBy(partial::root).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void upperTilesBecomeFullWithTheirLastBundle() {
        assertThat(LogBundle.tilesCompletedBy(0)).isEmpty();
        assertThat(LogBundle.tilesCompletedBy(254)).isEmpty();
        assertThat(LogBundle.tilesCompletedBy(255)).extracting(TilePath::path).containsExactly("tile/1/000");
        assertThat(LogBundle.tilesCompletedBy(511)).extracting(TilePath::path).containsExactly("tile/1/001");
        assertThat(LogBundle.tilesCompletedBy(65_535))
                .extracting(TilePath::path)
                .containsExactly("tile/1/255", "tile/2/000");
    }

    @Test
    void aHashTileIsNotMadeForAnotherKindOfPath() {
        assertThatThrownBy(() -> LogBundle.hashTile(TilePath.entries(0, 1), TestLog.of(1).hashes()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// The files that the directory writer streams out are those made from the whole tree at once.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 257, 600, 65_536, 66_000})
    void aWrittenDirectoryHasExactlyTheFilesOfTheLog(int size, @TempDir Path directory) throws IOException {
        TestLog log = TestLog.of(size);
        LogDirectoryWriter writer = new LogDirectoryWriter(directory);
        for (int i = 0; i < size; i++) {
            writer.add(log.envelopes.get(i), log.bodies.get(i));
        }
        writer.finish(Checkpoint.of(TestLog.ORIGIN, log.frontier()).sign(TestLog.KEY));
        Map<String, byte[]> written = filesOf(directory);
        Map<String, byte[]> expected = log.files();
        assertThat(written.keySet()).isEqualTo(expected.keySet());
        expected.forEach((path, bytes) -> assertThat(written.get(path)).as(path).isEqualTo(bytes));
    }

    @Test
    void anExistingFileIsNotOverwritten(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("checkpoint"), "an older export");
        LogDirectoryWriter writer = new LogDirectoryWriter(directory);
        SignedNote checkpoint = Checkpoint.of(TestLog.ORIGIN, new TreeFrontier()).sign(TestLog.KEY);
        assertThatThrownBy(() -> writer.finish(checkpoint)).isInstanceOf(FileAlreadyExistsException.class);
    }

    private static Map<String, byte[]> filesOf(Path directory) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(directory.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        }
        return files;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
