package dev.keyhold.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyhold.audit.AccessKeyUse;
import dev.keyhold.audit.Usage;
import dev.keyhold.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteUsageIndexTest {

    private static final String ACCOUNT = "111122223333";
    private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/00000000-0000-4000-8000-000000000001";
    private static final String ALICE = "arn:aws:iam::111122223333:user/alice";
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00.000000001Z");

    @TempDir private Path directory;

    private SqliteUsageIndex open() {
        return SqliteUsageIndex.open(directory.resolve("index.db"));
    }

    private static Usage usage(
            String day, String account, String key, long count, Instant first, Instant last, String from) {
        return new Usage(
                new Usage.Tuple(day, account, key, ALICE, "Decrypt", "ok"),
                count,
                first,
                new Usage.Use(last, from, "client of " + from, "event of " + last, "request of " + last));
    }

    private static Usage usage(String day, long count, Instant at) {
        return usage(day, ACCOUNT, KEY, count, at, at, "10.0.0.1");
    }

    @Test
    void aNewIndexHasCountedNothing() {
        try (SqliteUsageIndex index = open()) {
            assertThat(index.cursor("node-a")).isZero();
            assertThat(index.ofKey(ACCOUNT, KEY, "0000-00-00")).isEmpty();
        }
    }

    @Test
    void whatWasAddedAndHowFarIsThereAfterARestart() {
        Usage usage = usage("2026-03-04", 3, NOON);
        try (SqliteUsageIndex index = open()) {
            index.add(Map.of("node-a", 17L), List.of(usage), List.of());
            index.add(Map.of("node-b", 4L), List.of(), List.of());
        }
        try (SqliteUsageIndex index = open()) {
            assertThat(index.cursor("node-a")).isEqualTo(17);
            assertThat(index.cursor("node-b")).isEqualTo(4);
            assertThat(index.cursor("node-c")).isZero();
            assertThat(index.ofKey(ACCOUNT, KEY, "2026-03-04")).containsExactly(usage);
        }
    }

    @Test
    void usageOfTheSameTupleIsMergedAsInMemoryWhateverTheOrder() {
        Usage earlier = usage("2026-03-04", ACCOUNT, KEY, 2, NOON.minusSeconds(9), NOON, "10.0.0.1");
        Usage later = usage("2026-03-04", ACCOUNT, KEY, 5, NOON.minusSeconds(3), NOON.plusSeconds(1), "10.0.0.2");
        Usage same = usage("2026-03-04", ACCOUNT, KEY, 1, NOON, NOON.plusSeconds(1), "10.0.0.3");
        for (List<Usage> order : List.of(List.of(earlier, later, same), List.of(later, earlier, same))) {
            try (SqliteUsageIndex index = SqliteUsageIndex.open(directory.resolve("index" + order.hashCode()))) {
                order.forEach(usage -> index.add(Map.of("node-a", 1L), List.of(usage), List.of()));
                assertThat(index.ofKey(ACCOUNT, KEY, ""))
                        .containsExactly(order.get(0).plus(order.get(1)).plus(order.get(2)));
            }
        }
    }

    @Test
    void onlyTheAccountsViewOfTheKeySinceTheDayIsShown() {
        Usage before = usage("2026-03-03", 1, NOON);
        Usage onTheDay = usage("2026-03-04", 1, NOON);
        Usage after = usage("2026-03-05", 1, NOON);
        Usage ofOther = usage("2026-03-05", "444455556666", KEY, 1, NOON, NOON, "");
        Usage otherKey = usage("2026-03-05", ACCOUNT, KEY + "0", 1, NOON, NOON, "");
        try (SqliteUsageIndex index = open()) {
            index.add(Map.of("node-a", 5L), List.of(after, ofOther, otherKey, before, onTheDay), List.of());
            assertThat(index.ofKey(ACCOUNT, KEY, "2026-03-04")).containsExactly(onTheDay, after);
            assertThat(index.ofKey("444455556666", KEY, "2026-03-04")).containsExactly(ofOther);
            assertThat(index.ofKey(ACCOUNT, KEY, "2026-03-06")).isEmpty();
        }
    }

    @Test
    void theLastUseOfAnAccessKeyIsTheLatestOneInWhateverOrderUsesAreAdded() {
        AccessKeyUse early = new AccessKeyUse("AKIAONE", NOON, "kms", "eu-central-1");
        AccessKeyUse late = new AccessKeyUse("AKIAONE", NOON.plusSeconds(1), "iam", "us-east-1");
        try (SqliteUsageIndex index = open()) {
            assertThat(index.lastUseOf("AKIAONE")).isEmpty();
            index.add(Map.of("node-a", 1L), List.of(), List.of(early));
            assertThat(index.lastUseOf("AKIAONE")).contains(early);
            index.add(Map.of("node-a", 2L), List.of(), List.of(late));
            index.add(Map.of("node-b", 1L), List.of(), List.of(early));
        }
        try (SqliteUsageIndex index = open()) {
            assertThat(index.lastUseOf("AKIAONE")).contains(late);
            assertThat(index.lastUseOf("AKIATWO")).isEmpty();
        }
    }

    @Test
    void anIndexOfAnotherVersionOrThatIsDamagedIsStartedAnew() throws SQLException, IOException {
        Path file = directory.resolve("index.db");
        try (SqliteUsageIndex index = open()) {
            index.add(Map.of("node-a", 17L), List.of(usage("2026-03-04", 3, NOON)), List.of());
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA user_version = 99");
        }
        try (SqliteUsageIndex index = open()) {
            assertThat(index.cursor("node-a")).isZero();
        }
        Files.writeString(file, "no database at all, but long enough to look like one".repeat(100));
        try (SqliteUsageIndex index = open()) {
            assertThat(index.cursor("node-a")).isZero();
            index.add(Map.of("node-a", 1L), List.of(), List.of());
        }
    }

    @Test
    void whereThereCanBeNoIndexIsSaid() {
        assertThatThrownBy(() -> SqliteUsageIndex.open(directory.resolve("nowhere").resolve("index.db")))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void aClosedIndexSaysSo() {
        SqliteUsageIndex index = open();
        index.close();
        assertThatThrownBy(() -> index.cursor("node-a")).isInstanceOf(StoreException.class);
    }
}
