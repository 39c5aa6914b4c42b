package dev.keyhold.transparency.verify;

import static dev.keyhold.transparency.verify.Problem.Kind.BAD_SIGNATURE;
import static dev.keyhold.transparency.verify.Problem.Kind.ENVELOPE_UNDECODABLE;
import static dev.keyhold.transparency.verify.Problem.Kind.HISTORY_REWRITTEN;
import static dev.keyhold.transparency.verify.Problem.Kind.INDEX_GAP;
import static dev.keyhold.transparency.verify.Problem.Kind.KEPT_CHECKPOINT_UNUSABLE;
import static dev.keyhold.transparency.verify.Problem.Kind.LOG_SHRANK;
import static dev.keyhold.transparency.verify.Problem.Kind.MISSING_FILE;
import static dev.keyhold.transparency.verify.Problem.Kind.RECORD_MISMATCH;
import static dev.keyhold.transparency.verify.Problem.Kind.ROOT_MISMATCH;
import static dev.keyhold.transparency.verify.Problem.Kind.SIZE_MISMATCH;
import static dev.keyhold.transparency.verify.Problem.Kind.TIME_BACKWARDS;
import static dev.keyhold.transparency.verify.Problem.Kind.WRONG_ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyhold.transparency.EntryBody;
import dev.keyhold.transparency.LogEntry;
import dev.keyhold.transparency.RecordCommitment;
import dev.keyhold.transparency.SignedNote;
import dev.keyhold.transparency.TestKey;
import dev.keyhold.transparency.TestLog;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Logs as somebody would make them who wants to hide something. "Resigned" logs are what the owner of the log key can
/// make: there the tree always fits, and only the content or what the auditor kept gives them away.
class MaliciousLogTest {
    private static final TestKey THIEF = TestKey.numbered(TestLog.ORIGIN, 66);

    @ParameterizedTest
    @ValueSource(ints = {2, 255, 256, 257, 600})
    void swappedEntriesAreReportedAtTheirPlaces(int size) {
        TestLog log = TestLog.of(size);
        byte[] checkpoint = log.checkpoint(TestLog.ORIGIN, TestLog.KEY);
        swap(log, 0, size - 1);
        Report report = Verification.of(log.files(checkpoint));
        assertThat(Verification.kinds(report)).contains(INDEX_GAP, ROOT_MISMATCH);
        assertThat(report.problems())
                .filteredOn(problem -> problem.kind() == INDEX_GAP)
                .extracting(Problem::position)
                .containsExactly(0L, size - 1L);
        assertThat(Verification.kinds(Verification.of(log))).as("resigned").contains(INDEX_GAP);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 255, 256, 257, 600})
    void aDuplicatedEntryIsReported(int size) {
        TestLog log = TestLog.of(size);
        byte[] checkpoint = log.checkpoint(TestLog.ORIGIN, TestLog.KEY);
        log.envelopes.add(size / 2, log.envelopes.get(size / 2));
        log.bodies.add(size / 2, log.bodies.get(size / 2));
        assertThat(Verification.kinds(Verification.of(log.files(checkpoint)))).contains(SIZE_MISMATCH);
        Report resigned = Verification.of(log);
        assertThat(resigned.problems().getFirst().kind()).isEqualTo(INDEX_GAP);
        assertThat(resigned.problems().getFirst().position()).isEqualTo(size / 2 + 1L);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 255, 256, 257, 600})
    void aRemovedEntryIsReported(int size) {
        TestLog log = TestLog.of(size);
        byte[] checkpoint = log.checkpoint(TestLog.ORIGIN, TestLog.KEY);
        log.envelopes.remove(size / 3);
        log.bodies.remove(size / 3);
        assertThat(Verification.kinds(Verification.of(log.files(checkpoint)))).contains(SIZE_MISMATCH);
        Report resigned = Verification.of(log);
        assertThat(resigned.problems().getFirst().kind()).isEqualTo(INDEX_GAP);
        assertThat(resigned.problems().getFirst().position()).isEqualTo(size / 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 255, 256, 257, 600})
    void aTruncatedTailIsReported(int size) {
        TestLog log = TestLog.of(size);
        byte[] checkpoint = log.checkpoint(TestLog.ORIGIN, TestLog.KEY);
        Report report = Verification.of(log.prefix(size - 1).files(checkpoint));
        assertThat(Verification.kinds(report)).contains(SIZE_MISMATCH);
        assertThat(report.problems().getFirst().message())
                .isEqualTo("the checkpoint counts " + size + " entries, stored are " + (size - 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 255, 256, 257, 600})
    void anOlderCheckpointOverNewerEntriesIsReported(int size) {
        TestLog log = TestLog.of(size);
        byte[] older = log.prefix(size - 1).checkpoint(TestLog.ORIGIN, TestLog.KEY);
        assertThat(Verification.kinds(Verification.of(log.files(older)))).contains(SIZE_MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 255, 256, 257, 600})
    void aCheckpointOfAnotherOriginIsReported(int size) {
        TestLog log = TestLog.of(size);
        byte[] other = log.checkpoint("keyhold.test/node-2", TestLog.KEY);
        assertThat(Verification.kinds(Verification.of(log.files(other)))).containsExactly(WRONG_ORIGIN);
        byte[] otherKey = log.checkpoint("keyhold.test/node-2", TestKey.numbered("keyhold.test/node-2", 7));
        assertThat(Verification.kinds(Verification.of(log.files(otherKey))))
                .containsExactly(BAD_SIGNATURE, WRONG_ORIGIN);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 255, 256, 257, 600})
    void aLogResignedByAnotherKeyIsReported(int size) {
        TestLog log = TestLog.of(size);
        byte[] stolen = log.checkpoint(TestLog.ORIGIN, THIEF);
        assertThat(Verification.kinds(Verification.of(log.files(stolen)))).containsExactly(BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 255, 256, 257, 600})
    void swappedBodiesAreReportedAtBothPlaces(int size) {
        TestLog log = TestLog.of(size);
        Collections.swap(log.bodies, 0, size - 1);
        Report report = Verification.of(log);
        assertThat(Verification.kinds(report)).containsExactly(RECORD_MISMATCH, RECORD_MISMATCH);
        assertThat(report.problems()).extracting(Problem::position).containsExactly(0L, size - 1L);
    }

    @Test
    void anotherRecordUnderTheSameSaltAndAnotherSaltForTheSameRecordAreReported() {
        TestLog log = TestLog.of(3);
        EntryBody.Kept body = (EntryBody.Kept) log.bodies.get(1);
        log.bodies.set(1, EntryBody.of(body.salt(), "{\"eventName\":\"ListKeys\"}".getBytes(StandardCharsets.UTF_8)));
        log.bodies.set(2, EntryBody.of(new byte[16], ((EntryBody.Kept) log.bodies.get(2)).record()));
        assertThat(Verification.of(log).problems()).extracting(Problem::position).containsExactly(1L, 2L);
    }

    @Test
    void timeThatGoesBackwardsIsReportedEvenInAResignedLog() {
        TestLog log = TestLog.of(10);
        LogEntry entry = log.entry(6);
        log.envelopes.set(6, at(entry, TestLog.START_MILLIS + 1).encode());
        Report report = Verification.of(log);
        assertThat(report.problems())
                .containsExactly(new Problem(TIME_BACKWARDS, 6, "the entry is earlier than the one before it"));
    }

    @Test
    void anEnvelopeThatIsNotCanonicalIsReportedEvenInAResignedLog() {
        Random random = new Random(4);
        for (int round = 0; round < 200; round++) {
            TestLog log = TestLog.of(5);
            byte[] envelope = new byte[1 + random.nextInt(140)];
            random.nextBytes(envelope);
            envelope[0] = (byte) (1 + round % 2);
            log.envelopes.set(3, envelope);
            assertThat(Verification.of(log).problems())
                    .containsExactly(new Problem(ENVELOPE_UNDECODABLE, 3, "the entry is not a canonical envelope"));
        }
    }

    @Test
    void aLogRolledBackBehindTheKeptCheckpointIsReported() {
        TestLog log = TestLog.of(300);
        byte[] kept = log.checkpoint(TestLog.ORIGIN, TestLog.KEY);
        Map<String, byte[]> rolledBack = log.prefix(299).files();
        assertThat(Verification.of(rolledBack).ok()).as("not visible without what was kept").isTrue();
        assertThat(Verification.kinds(Verification.since(kept, rolledBack))).containsExactly(LOG_SHRANK);
    }

    @Test
    void aRewrittenPastIsReportedAgainstEveryLaterCheckpointThatWasKept() {
        TestLog honest = TestLog.of(300);
        TestLog rewritten = TestLog.of(300);
        RecordCommitment commitment = new RecordCommitment();
        byte[] record = {1};
        LogEntry entry = honest.entry(130);
        rewritten.envelopes.set(
                130,
                new LogEntry(
                                130,
                                entry.timeMillis(),
                                entry.account(),
                                entry.region(),
                                entry.epoch(),
                                commitment.commit(new byte[16], record))
                        .encode());
        rewritten.bodies.set(130, EntryBody.of(new byte[16], record));
        Map<String, byte[]> files = rewritten.files();
        assertThat(Verification.of(files).ok()).as("not visible without what was kept").isTrue();
        for (int size = 0; size <= 300; size += size < 125 || size > 135 ? 25 : 1) {
            byte[] kept = honest.prefix(size).checkpoint(TestLog.ORIGIN, TestLog.KEY);
            Report report = Verification.since(kept, files);
            assertThat(report.ok()).as("kept at %d", size).isEqualTo(size <= 130);
            assertThat(Verification.kinds(report)).as("kept at %d", size).isSubsetOf(HISTORY_REWRITTEN);
        }
    }

    @Test
    void everyEarlierCheckpointOfAnHonestLogIsConfirmed() {
        TestLog log = TestLog.of(140);
        Map<String, byte[]> files = log.files();
        for (int size = 0; size <= 140; size++) {
            byte[] kept = log.prefix(size).checkpoint(TestLog.ORIGIN, TestLog.KEY);
            assertThat(Verification.since(kept, files).problems()).as("kept at %d", size).isEmpty();
        }
    }

    @Test
    void aKeptCheckpointThatTheTrustedKeyDidNotSignIsNotUsed() {
        TestLog log = TestLog.of(5);
        byte[] stolen = log.checkpoint(TestLog.ORIGIN, THIEF);
        byte[] otherLog = log.checkpoint("keyhold.test/node-2", TestLog.KEY);
        for (byte[] kept : new byte[][] {stolen, otherLog, {}, {'x'}}) {
            assertThat(Verification.kinds(Verification.since(kept, log.files())))
                    .containsExactly(KEPT_CHECKPOINT_UNUSABLE);
        }
    }

    @Test
    void aHugeClaimedSizeEndsQuickly() {
        TestLog log = TestLog.of(3);
        String text = TestLog.ORIGIN + "\n9223372036854775807\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
        byte[] checkpoint = SignedNote.sign(text, TestLog.KEY).encode();
        Report report = Verification.of(log.files(checkpoint));
        assertThat(Verification.kinds(report)).contains(SIZE_MISMATCH, MISSING_FILE);
        assertThat(report.problemCount()).isLessThan(20);
    }

    @Test
    void problemsAreCountedBeyondThoseThatAreKept() {
        TestLog log = TestLog.of(600);
        Collections.rotate(log.bodies, 1);
        Report report = Verification.of(log);
        assertThat(report.problemCount()).isEqualTo(600);
        assertThat(report.problems()).hasSize(100);
        Collections.rotate(log.envelopes, 1);
        Report withoutRoot = Verification.of(log.files(TestLog.of(600).checkpoint(TestLog.ORIGIN, TestLog.KEY)));
        assertThat(withoutRoot.problems()).hasSize(101);
        assertThat(withoutRoot.problems().getLast().kind()).isEqualTo(ROOT_MISMATCH);
    }

    @Test
    void aFileWithStrayNameIsReportedWhateverItsName() {
        Map<String, byte[]> files = TestLog.of(300).files();
        for (String stray :
                new String[] {
                    "notes.txt",
                    "tile/0/002.p/1",
                    "tile/0/001",
                    "tile/0/000.p/255",
                    "tile/1/000",
                    "tile/2/000.p/1",
                    "tile/8/000.p/1",
                    "tile/63/000",
                    "tile/64/000",
                    "tile/entries/002.p/1",
                    "tile/entries/x000/000",
                    "bodies/000.p/1",
                    "bodies/999",
                    "tile/0/x036/x028/x797/x018/x963/968",
                    "tile/0/x999/x999/x999/x999/x999/999",
                    "tile/00/000",
                    "checkpoint.tmp",
                    "checkpoint/x",
                    "Checkpoint",
                    "tile/0/000.p",
                    "bodies/000 ",
                    "\u001b[2J"
                }) {
            Map<String, byte[]> withStray = new TreeMap<>(files);
            withStray.put(stray, new byte[8192]);
            Report report = Verification.of(withStray);
            assertThat(Verification.kinds(report)).as(stray).contains(Problem.Kind.UNEXPECTED_FILE);
            assertThat(report.problems().toString()).doesNotContain("\u001b");
        }
    }

    private static LogEntry at(LogEntry entry, long millis) {
        return new LogEntry(entry.index(), millis, entry.account(), entry.region(), entry.epoch(), entry.commitment());
    }

    private static void swap(TestLog log, int a, int b) {
        Collections.swap(log.envelopes, a, b);
        Collections.swap(log.bodies, a, b);
    }
}
