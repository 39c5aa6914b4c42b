package dev.keyhold.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyhold.crypto.CryptoPool;
import dev.keyhold.crypto.Randomness;
import dev.keyhold.store.Store;
import dev.keyhold.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class UnauthenticatedCallsTest {

    private static final Pattern COUNTED =
            Pattern.compile("\"sourceIPAddress\":\"([^\"]*)\",\"reason\":\"([^\"]*)\",\"count\":([0-9]+)");
    private static final Duration PERIOD = Duration.ofMinutes(1);

    @TempDir Path directory;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-05-01T12:00:00Z"));

    private Store store;
    private LoggingNode node;
    private UnauthenticatedCalls calls;

    @BeforeEach
    void openTheNode() {
        store = SqliteStore.open(directory);
        node = new LoggingNode(store, "a");
        SystemRecords records =
                new SystemRecords(node.committer, node.epochs, Randomness.of(CryptoPool.shared()), clock);
        calls = new UnauthenticatedCalls(records, clock, LoggingNode.ACCOUNT);
    }

    @AfterEach
    void closeTheNode() {
        calls.close();
        node.close();
        store.close();
    }

    private record Counted(String address, String reason, int count) {}

    private List<Counted> onRecord() {
        return node.records().stream()
                .filter(record -> record.contains("\"eventName\":\"UnauthenticatedCalls\""))
                .map(UnauthenticatedCallsTest::counted)
                .toList();
    }

    private static Counted counted(String record) {
        Matcher counted = COUNTED.matcher(record);
        assertThat(counted.find()).as(record).isTrue();
        return new Counted(counted.group(1), counted.group(2), Integer.parseInt(counted.group(3)));
    }

    private void awaitRecords(int number) {
        LoggingNode.until(() -> onRecord().size() >= number);
    }

    private void count(String address, int times) {
        for (int time = 0; time < times; time++) {
            calls.count(address, "InvalidSignatureException");
        }
    }

    private static Counted of(String address, int count) {
        return new Counted(address, "InvalidSignatureException", count);
    }

    @Test
    void theFirstCallOfASourceIsOnRecordAtOnce() {
        count("192.0.2.1", 1);
        awaitRecords(1);
        assertThat(onRecord()).containsExactly(of("192.0.2.1", 1));
    }

    @Test
    void furtherCallsOfASourceAreOneNumber() {
        count("192.0.2.1", 1);
        awaitRecords(1);
        count("192.0.2.1", 99);
        calls.close();
        assertThat(onRecord()).containsExactly(of("192.0.2.1", 1), of("192.0.2.1", 99));
    }

    @Test
    void aNewSourceDoesNotPutTheNumbersOfTheOthersOnRecord() {
        count("192.0.2.1", 1);
        awaitRecords(1);
        count("192.0.2.1", 5);
        count("192.0.2.2", 1);
        awaitRecords(2);
        count("192.0.2.1", 5);
        calls.close();
        assertThat(onRecord()).containsExactly(of("192.0.2.1", 1), of("192.0.2.2", 1), of("192.0.2.1", 10));
    }

    @Test
    void anotherReasonOfTheSameSourceIsAnotherFirst() {
        calls.count("192.0.2.1", "InvalidSignatureException");
        awaitRecords(1);
        calls.count("192.0.2.1", "UnrecognizedClientException");
        awaitRecords(2);
        assertThat(onRecord())
                .containsExactly(of("192.0.2.1", 1), new Counted("192.0.2.1", "UnrecognizedClientException", 1));
    }

    @Test
    void anEndedPeriodPutsItsNumbersOnRecordAndBeginsAnother() {
        count("192.0.2.1", 1);
        awaitRecords(1);
        count("192.0.2.1", 7);
        clock.advance(PERIOD);
        count("192.0.2.2", 1); // wakes the writer, as the end of a real minute does
        awaitRecords(3);
        count("192.0.2.1", 1);
        awaitRecords(4);
        assertThat(onRecord().subList(1, 3)).containsExactlyInAnyOrder(of("192.0.2.1", 7), of("192.0.2.2", 1));
        assertThat(onRecord().getLast()).isEqualTo(of("192.0.2.1", 1));
    }

    @Test
    void sourcesBeyondTheLimitAreCountedTogether() {
        for (int source = 0; source < UnauthenticatedCalls.MAX_SOURCES; source++) {
            count("source " + source, 1);
        }
        for (int source = 0; source < 500; source++) {
            count("beyond " + source, 2);
        }
        calls.close();

        List<Counted> onRecord = onRecord();
        assertThat(onRecord.stream().filter(one -> one.address().equals("other")).mapToInt(Counted::count).sum())
                .isEqualTo(1000);
        assertThat(onRecord.stream().filter(one -> one.address().startsWith("beyond"))).isEmpty();
        assertThat(onRecord.size()).isLessThanOrEqualTo(UnauthenticatedCalls.MAX_SOURCES + 2);
    }

    @Test
    void noCallIsLostBetweenManyThreadsAndTheWriter() throws Exception {
        Thread[] threads = new Thread[16];
        for (int thread = 0; thread < threads.length; thread++) {
            String address = "192.0.2." + thread;
            threads[thread] = Thread.ofVirtual().start(() -> count(address, 500));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        calls.close();
        assertThat(onRecord().stream().mapToInt(Counted::count).sum()).isEqualTo(16 * 500);
        assertThat(onRecord().size()).isLessThanOrEqualTo(2 * 16);
    }

    @Test
    void theRecordIsTheServersOwnAndReadsLikeAnyOther() {
        count("192.0.2.1", 1);
        awaitRecords(1);
        assertThat(node.records().getFirst())
                .contains("\"eventType\":\"AwsServiceEvent\"")
                .contains("\"type\":\"AWSService\"")
                .contains("\"recipientAccountId\":\"" + LoggingNode.ACCOUNT + "\"")
                .contains("\"readOnly\":true");
        assertThat(node.verify().problems()).isEmpty();
    }

    @Test
    void closingTwiceIsHarmless() {
        calls.close();
        calls.close();
        assertThat(onRecord()).isEmpty();
    }
}
