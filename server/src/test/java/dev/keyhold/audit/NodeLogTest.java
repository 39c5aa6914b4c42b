package dev.keyhold.audit;

import static dev.keyhold.audit.LoggingNode.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyhold.transparency.Checkpoint;
import dev.keyhold.transparency.LogEntry;
import dev.keyhold.transparency.SignedNote;
import dev.keyhold.transparency.TreeFrontier;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeLogTest {

    private static final LogKey KEY = LogKey.ofNode("a");
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-05-01T12:00:00Z"), ZoneOffset.UTC);

    private static NodeLog open(Optional<LogHead> head) {
        return NodeLog.open(KEY.name(), KEY, NOON, head, head.map(ofThree -> draftOfThree().entries().getLast()));
    }

    /// The head of a log with three entries.
    private static LogHead three() {
        return draftOfThree().seal();
    }

    private static NodeLog.Draft draftOfThree() {
        return draft(open(Optional.empty()), "one", "two", "three");
    }

    private static NodeLog.Draft draft(NodeLog log, String... records) {
        NodeLog.Draft draft = log.draft();
        for (String record : records) {
            draft.add(call(record, new Basis(0, List.of()), null), 7);
        }
        return draft;
    }

    private static void assertRefused(LogHead damaged) {
        assertThatThrownBy(() -> open(Optional.of(damaged)))
                .isInstanceOfAny(IllegalStateException.class, IllegalArgumentException.class);
    }

    @Test
    void aNewLogBeginsAtZero() {
        NodeLog log = open(Optional.empty());
        assertThat(log.head()).isEmpty();
        assertThat(log.draft().firstIndex()).isZero();
    }

    @Test
    void aStoredLogGoesOnWhereItEnded() {
        LogHead head = three();
        NodeLog log = open(Optional.of(head));
        assertThat(log.head()).contains(head);
        assertThat(log.draft().firstIndex()).isEqualTo(3);
    }

    @Test
    void aLogContinuedFromItsHeadHasTheRootOfOneThatNeverStopped() {
        NodeLog never = open(Optional.empty());
        LogHead all = draft(never, "one", "two", "three", "four").seal();
        assertThat(draft(open(Optional.of(three())), "four").seal()).isEqualTo(all);
    }

    @Test
    void anEntryStatesItsPlaceTimeAndEpoch() {
        StoredEntry entry = draft(open(Optional.of(three())), "four").entries().getFirst();
        LogEntry envelope = LogEntry.decode(entry.envelope());
        assertThat(entry.index()).isEqualTo(3);
        assertThat(envelope.index()).isEqualTo(3);
        assertThat(envelope.timeMillis()).isEqualTo(NOON.millis());
        assertThat(envelope.epoch()).isEqualTo(7);
        assertThat(envelope.account()).isEqualTo(LoggingNode.ACCOUNT);
        assertThat(envelope.region()).isEqualTo(LoggingNode.REGION);
    }

    @Test
    void aDraftThatIsGivenUpLeavesTheLogAsItWas() {
        NodeLog log = open(Optional.of(three()));
        draft(log, "given up").seal();
        assertThat(log.head()).contains(three());
        assertThat(log.draft().firstIndex()).isEqualTo(3);
    }

    @Test
    void aDamagedFrontierRefusesToOpen() {
        LogHead head = three();
        for (int at = 0; at < head.frontier().length; at++) {
            byte[] frontier = head.frontier();
            frontier[at] ^= 1;
            assertRefused(new LogHead(head.size(), frontier, head.checkpoint()));
        }
    }

    @Test
    void aDamagedCheckpointRefusesToOpen() {
        LogHead head = three();
        for (int at = 0; at < head.checkpoint().length; at++) {
            byte[] checkpoint = head.checkpoint();
            checkpoint[at] ^= 1;
            assertRefused(new LogHead(head.size(), head.frontier(), checkpoint));
        }
    }

    @Test
    void anotherSizeRefusesToOpen() {
        LogHead head = three();
        assertRefused(new LogHead(2, head.frontier(), head.checkpoint()));
        assertRefused(new LogHead(4, head.frontier(), head.checkpoint()));
    }

    @Test
    void theHeadOfAnotherLogRefusesToOpen() {
        LogHead head = three();
        LogKey other = LogKey.ofNode("b");
        assertThatThrownBy(() -> NodeLog.open(other.name(), other, NOON, Optional.of(head), Optional.empty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(other.name());
    }

    @Test
    void aHeadThatThisNodeDidNotSignRefusesToOpen() {
        LogKey forger = new LogKey(KEY.name(), "somebody who can write to the store");
        TreeFrontier rewritten = new TreeFrontier();
        rewritten.appendEntry("another history".getBytes(StandardCharsets.US_ASCII));
        byte[] checkpoint = Checkpoint.of(KEY.name(), rewritten).sign(forger).encode();

        assertRefused(new LogHead(1, rewritten.encode(), checkpoint));
    }

    @Test
    void aHeadThatAWitnessSignedTooStillOpens() {
        LogHead head = three();
        LogKey witness = new LogKey("witness.example/w1", "w1");
        byte[] checkpoint = SignedNote.parse(head.checkpoint()).signedAlsoBy(witness).encode();
        LogHead cosigned = new LogHead(head.size(), head.frontier(), checkpoint);

        assertThat(open(Optional.of(cosigned)).head()).contains(cosigned);
    }

    @Test
    void theTimeOfEntriesDoesNotGoBackWithTheClock() {
        MovableClock clock = new MovableClock(NOON.instant());
        NodeLog log = NodeLog.open(KEY.name(), KEY, clock, Optional.empty(), Optional.empty());
        NodeLog.Draft first = draft(log, "at noon");
        first.seal();
        log.accept(first);
        clock.set(NOON.instant().minusSeconds(3600));

        LogEntry later = LogEntry.decode(draft(log, "an hour before noon").entries().getFirst().envelope());
        assertThat(later.timeMillis()).isEqualTo(NOON.millis());
    }

    @Test
    void theTimeOfEntriesDoesNotGoBackAcrossARestart() {
        Clock setBack = Clock.fixed(NOON.instant().minusSeconds(3600), ZoneOffset.UTC);
        NodeLog.Draft stored = draftOfThree();
        NodeLog log =
                NodeLog.open(
                        KEY.name(), KEY, setBack, Optional.of(stored.seal()), Optional.of(stored.entries().getLast()));

        LogEntry later = LogEntry.decode(draft(log, "an hour before noon").entries().getFirst().envelope());
        assertThat(later.timeMillis()).isEqualTo(NOON.millis());
    }

    @Test
    void aLogWhoseNewestEntryIsMissingRefusesToOpen() {
        NodeLog.Draft stored = draftOfThree();
        for (Optional<StoredEntry> newest :
                List.of(Optional.<StoredEntry>empty(), Optional.of(stored.entries().getFirst()))) {
            assertThatThrownBy(() -> NodeLog.open(KEY.name(), KEY, NOON, Optional.of(stored.seal()), newest))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("newest entry");
        }
    }
}
