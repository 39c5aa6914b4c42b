package dev.keyhold.transparency.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyhold.transparency.Checkpoint;
import dev.keyhold.transparency.EntryBody;
import dev.keyhold.transparency.LogDirectoryWriter;
import dev.keyhold.transparency.SignedNote;
import dev.keyhold.transparency.TestKey;
import dev.keyhold.transparency.TestLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogVerifierTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 255, 256, 257, 511, 512, 600, 66_000})
    void anHonestLogIsConfirmed(int size) {
        TestLog log = TestLog.of(size);
        Report report = Verification.of(log);
        assertThat(report.problems()).isEmpty();
        assertThat(report.ok()).isTrue();
        assertThat(report.origin()).isEqualTo(TestLog.ORIGIN);
        assertThat(report.size()).isEqualTo(size);
        assertThat(report.entriesRead()).isEqualTo(size);
        assertThat(report.missingBodies()).isZero();
        assertThat(report.rootHex()).isEqualTo(log.frontier().root().toString());
    }

    @Test
    void anHonestLogIsConfirmedFromADirectory(@TempDir Path directory) throws IOException {
        write(TestLog.of(600), directory);
        assertThat(Verification.of(TiledLogSource.directory(directory)).problems()).isEmpty();
    }

    @Test
    void aSymbolicLinkAndAStrayFileInADirectoryAreReported(@TempDir Path directory, @TempDir Path elsewhere)
            throws IOException {
        write(TestLog.of(3), directory);
        Path tile = directory.resolve("tile/0/000.p/3");
        Files.move(tile, elsewhere.resolve("tile"));
        Files.createSymbolicLink(tile, elsewhere.resolve("tile"));
        Files.writeString(directory.resolve("tile/README"), "hello");
        Report report = Verification.of(TiledLogSource.directory(directory));
        assertThat(Verification.kinds(report))
                .containsExactly(Problem.Kind.UNEXPECTED_FILE, Problem.Kind.UNREADABLE_FILE);
        assertThat(report.problems().getFirst())
                .hasToString("log: UNEXPECTED_FILE: tile/README does not belong to a log of this size");
    }

    @Test
    void aDirectoryInThePlaceOfAFileIsReported(@TempDir Path directory) throws IOException {
        write(TestLog.of(3), directory);
        Files.delete(directory.resolve("checkpoint"));
        assertThat(Verification.kinds(Verification.of(TiledLogSource.directory(directory))))
                .containsExactly(Problem.Kind.MISSING_FILE);
        Files.createDirectory(directory.resolve("checkpoint"));
        assertThat(Verification.kinds(Verification.of(TiledLogSource.directory(directory))))
                .containsExactly(Problem.Kind.UNREADABLE_FILE);
    }

    @Test
    void droppedBodiesAreCountedAndNamedAndKeepTheTree() {
        TestLog log = TestLog.of(600);
        IntStream.of(0, 255, 256, 599).forEach(i -> log.bodies.set(i, EntryBody.dropped()));
        Report report = Verification.of(log);
        assertThat(report.ok()).isTrue();
        assertThat(report.missingBodies()).isEqualTo(4);
        assertThat(report.firstMissingBodies()).containsExactly(0L, 255L, 256L, 599L);
        log.bodies.replaceAll(_ -> EntryBody.dropped());
        assertThat(Verification.of(log).missingBodies()).isEqualTo(600);
        assertThat(Verification.of(log).firstMissingBodies()).hasSize(20);
    }

    @Test
    void signaturesOfWitnessesDoNotDisturb() {
        TestLog log = TestLog.of(4);
        SignedNote note = SignedNote.sign(Checkpoint.of(TestLog.ORIGIN, log.frontier()).text(), witness(1));
        byte[] checkpoint = note.signedAlsoBy(TestLog.KEY).signedAlsoBy(witness(2)).encode();
        assertThat(Verification.of(log.files(checkpoint)).problems()).isEmpty();
        assertThat(Verification.kinds(Verification.of(log.files(note.encode()))))
                .containsExactly(Problem.Kind.BAD_SIGNATURE);
    }

    @Test
    void aSecondSignatureOfTheTrustedKeyThatIsWrongIsReported() {
        TestLog log = TestLog.of(4);
        String other = new String(TestLog.of(5).checkpoint(TestLog.ORIGIN, TestLog.KEY), StandardCharsets.UTF_8);
        String good = new String(log.checkpoint(TestLog.ORIGIN, TestLog.KEY), StandardCharsets.UTF_8);
        byte[] both = (good + other.substring(other.indexOf('\u2014'))).getBytes(StandardCharsets.UTF_8);
        assertThat(Verification.kinds(Verification.of(log.files(both)))).containsExactly(Problem.Kind.BAD_SIGNATURE);
    }

    @Test
    void aCheckpointWithExtensionLinesOrAnotherSpellingIsRefused() {
        TestLog log = TestLog.of(4);
        String text = Checkpoint.of(TestLog.ORIGIN, log.frontier()).text();
        for (String other :
                List.of(
                        text + "extension\n",
                        text + "\n",
                        text.replace("\n4\n", "\n04\n"),
                        text.replace("\n4\n", "\n+4\n"),
                        text.replace("\n4\n", "\n9223372036854775808\n"),
                        text.replace("=\n", "\n"),
                        "\n" + text)) {
            byte[] checkpoint = SignedNote.sign(other, TestLog.KEY).encode();
            Report report = Verification.of(log.files(checkpoint));
            assertThat(Verification.kinds(report)).containsExactly(Problem.Kind.CHECKPOINT_UNREADABLE);
            assertThat(report.size()).isEqualTo(-1);
        }
    }

    @Test
    void anUnreadableBundleIsReportedOnceAndTheOthersAreStillChecked() {
        TestLog log = TestLog.of(600);
        log.bodies.set(599, EntryBody.of(new byte[16], new byte[1]));
        Map<String, byte[]> files = new TreeMap<>(log.files());
        files.put("tile/entries/001", new byte[] {0, 9});
        Report report = Verification.of(files);
        assertThat(report.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "entry 256: UNREADABLE_FILE: tile/entries/001 ends too early",
                        "entry 599: RECORD_MISMATCH: the record is not the one that the entry commits to",
                        "log: ROOT_MISMATCH: the root cannot be computed");
        assertThat(report.entriesRead()).isEqualTo(344);
    }

    @Test
    void bundlesWithATailOutsideThemAreConfirmed() {
        TestLog log = TestLog.of(700);
        for (int bundled : new int[] {0, 256, 512}) {
            Map<String, byte[]> files = fullFiles(log, bundled);
            assertThat(Verification.of(withTail(files, log, bundled)).problems()).as("%d bundled", bundled).isEmpty();
        }
    }

    @Test
    void aTailWithChangedMissingOrAdditionalEntriesIsReported() {
        TestLog log = TestLog.of(700);
        Map<String, byte[]> files = fullFiles(log, 512);
        byte[] checkpoint = log.checkpoint(TestLog.ORIGIN, TestLog.KEY);
        assertThat(Verification.kinds(Verification.of(withTail(files, log.prefix(699), 512, checkpoint))))
                .contains(Problem.Kind.SIZE_MISMATCH);
        assertThat(Verification.kinds(Verification.of(withTail(files, TestLog.of(701), 512, checkpoint))))
                .contains(Problem.Kind.SIZE_MISMATCH);
        TestLog changed = log.prefix(700);
        changed.envelopes.set(600, TestLog.of(700, "eu-west-1").envelopes.get(600));
        assertThat(Verification.kinds(Verification.of(withTail(files, changed, 512, checkpoint))))
                .containsExactly(Problem.Kind.ROOT_MISMATCH);
    }

    @Test
    void aMissingOrStrayFileBesideATailIsReported() {
        TestLog log = TestLog.of(700);
        Map<String, byte[]> files = fullFiles(log, 512);
        for (String name : List.copyOf(files.keySet())) {
            Map<String, byte[]> without = new TreeMap<>(files);
            without.remove(name);
            assertThat(Verification.kinds(Verification.of(withTail(without, log, 512))))
                    .as(name)
                    .contains(Problem.Kind.MISSING_FILE);
        }
        for (String name : List.of("checkpoint", "tile/0/002.p/188", "tile/0/002", "tile/1/000.p/2", "bodies/002")) {
            Map<String, byte[]> with = new TreeMap<>(files);
            with.put(name, new byte[32]);
            assertThat(Verification.kinds(Verification.of(withTail(with, log, 512))))
                    .as(name)
                    .contains(Problem.Kind.UNEXPECTED_FILE);
        }
    }

    @Test
    void aTailThatStartsWithinABundleIsRefused() {
        TestLog log = TestLog.of(10);
        assertThatThrownBy(() -> withTail(new TreeMap<>(), log, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    /// RFC 4231 test cases 1, 2 and 4.
    @Test
    void theWrittenOutHmacGivesThePublishedValues() {
        assertThat(hmac("0b".repeat(20), "4869205468657265"))
                .isEqualTo("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
        assertThat(hmac("4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f"))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        assertThat(hmac("0102030405060708090a0b0c0d0e0f10111213141516171819", "cd".repeat(50)))
                .isEqualTo("82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b");
    }

    private static String hmac(String key, String message) {
        HexFormat hex = HexFormat.of();
        return hex.formatHex(new Sha256().hmac(hex.parseHex(key), hex.parseHex(message)));
    }

    private static TestKey witness(int number) {
        return TestKey.numbered("witness.example/" + number, 100 + number);
    }

    private static void write(TestLog log, Path directory) throws IOException {
        LogDirectoryWriter writer = new LogDirectoryWriter(directory);
        for (int i = 0; i < log.size(); i++) {
            writer.add(log.envelopes.get(i), log.bodies.get(i));
        }
        writer.finish(Checkpoint.of(TestLog.ORIGIN, log.frontier()).sign(TestLog.KEY));
    }

    private static Map<String, byte[]> fullFiles(TestLog log, int bundled) {
        Map<String, byte[]> files = new TreeMap<>(log.prefix(bundled).files());
        files.keySet().removeIf(name -> name.equals("checkpoint") || name.contains(".p/"));
        return files;
    }

    private static TiledLogSource withTail(Map<String, byte[]> files, TestLog log, int start) {
        return withTail(files, log, start, log.checkpoint(TestLog.ORIGIN, TestLog.KEY));
    }

    private static TiledLogSource withTail(Map<String, byte[]> files, TestLog log, int start, byte[] checkpoint) {
        return TiledLogSource.files(
                new MemoryFiles(files),
                new LogTail() {
                    @Override
                    public byte[] checkpoint() {
                        return checkpoint;
                    }

                    @Override
                    public long start() {
                        return start;
                    }

                    @Override
                    public long count() {
                        return (long) log.size() - start;
                    }

                    @Override
                    public EntryCursor entries() {
                        return new TailCursor(IntStream.range(start, log.size()).iterator(), log);
                    }
                });
    }

    private record TailCursor(Iterator<Integer> indexes, TestLog log) implements EntryCursor {
        @Override
        public StoredEntry next() {
            int index = indexes.next();
            return switch (log.bodies.get(index)) {
                case EntryBody.Kept kept -> StoredEntry.of(log.envelopes.get(index), kept.salt(), kept.record());
                case EntryBody.Dropped _ -> StoredEntry.withoutBody(log.envelopes.get(index));
            };
        }

        @Override
        public void close() {}
    }
}
