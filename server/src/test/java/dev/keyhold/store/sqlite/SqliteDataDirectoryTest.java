package dev.keyhold.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyhold.audit.CommitStore;
import dev.keyhold.audit.LogHead;
import dev.keyhold.audit.StoredEntry;
import dev.keyhold.store.Samples;
import dev.keyhold.store.Store;
import dev.keyhold.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One server has a data directory, finds it as it was left, and notices damage.
class SqliteDataDirectoryTest {

    private static final String NODE = "node-a";

    @TempDir private Path directory;

    private static LogHead append(CommitStore commits, Optional<LogHead> from, List<StoredEntry> entries) {
        CommitStore.Batch batch = commits.begin(false);
        batch.append(entries);
        LogHead to = Samples.head(from.map(LogHead::size).orElse(0L) + entries.size());
        batch.advanceHead(from, to);
        batch.commit();
        return to;
    }

    @Test
    void aSecondServerInTheSameProcessIsRefused() throws IOException {
        try (Store store = SqliteStore.open(directory)) {
            assertThat(store.logs().nodes()).isEmpty();
            assertThatThrownBy(() -> SqliteStore.open(directory))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("in use by another server");
            Path sameElsewhere = Files.createSymbolicLink(directory.resolve("link"), directory);
            assertThatThrownBy(() -> SqliteStore.open(sameElsewhere)).isInstanceOf(StoreException.class);
        }
        SqliteStore.open(directory).close();
    }

    @Test
    void aSecondProcessIsRefusedUntilTheFirstIsGone() throws IOException {
        try (ChildServer other = ChildServer.start(directory)) {
            assertThat(other).isNotNull();
            assertThatThrownBy(() -> SqliteStore.open(directory))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("in use by another server");
            assertThat(Files.readString(directory.resolve("lock"))).matches("[0-9]+\n");
        }
        SqliteStore.open(directory).close();
    }

    @Test
    void aStoreWhoseServerWasKilledOpensWithAllThatWasCommittedAndNoMore() {
        ChildServer.start(directory).close();
        assertThat(directory.resolve("state.db-wal")).exists();
        try (Store store = SqliteStore.open(directory)) {
            assertThat(store.logs().read(NODE, 0, 10)).hasSize(3);
            try (CommitStore commits = store.commits(NODE)) {
                assertThat(commits.head()).contains(Samples.head(3));
                append(commits, commits.head(), Samples.entries(3, 4));
            }
            assertThat(store.logs().read(NODE, 0, 10)).hasSize(4);
        }
    }

    @Test
    void aRefusedStartReleasesTheDirectory() throws IOException {
        Files.writeString(directory.resolve("state.db"), "this is no database, but long enough to be one".repeat(100));
        assertThatThrownBy(() -> SqliteStore.open(directory)).isInstanceOf(StoreException.class);
        Files.delete(directory.resolve("state.db"));
        SqliteStore.open(directory).close();
    }

    @Test
    void aDirectoryThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> SqliteStore.open(directory.resolve("nowhere")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("no data directory");
    }

    @Test
    void aSchemaOfANewerVersionIsRefused() throws SQLException {
        SqliteStore.open(directory).close();
        execute(
                "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                        + " installed_by, execution_time, success) VALUES (99, '99', 'of the future', 'SQL', 'V99__x.sql', 1,"
                        + " '', 1, 1)");
        assertThatThrownBy(() -> SqliteStore.open(directory))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("newer version");
    }

    @Test
    void aLostRowIsAnErrorAndNotAShorterLog() throws SQLException {
        try (Store store = SqliteStore.open(directory);
                CommitStore commits = store.commits(NODE)) {
            append(commits, Optional.empty(), Samples.entries(0, 10));
        }
        execute("DELETE FROM log_entry WHERE position % 281474976710656 = 5");
        try (Store store = SqliteStore.open(directory)) {
            assertThatThrownBy(() -> store.logs().read(NODE, 0, 10)).isInstanceOf(StoreException.class);
            assertThat(store.logs().read(NODE, 0, 5)).hasSize(5);
        }
        execute("DELETE FROM log_entry WHERE position % 281474976710656 < 7");
        try (Store store = SqliteStore.open(directory)) {
            assertThatThrownBy(() -> store.logs().read(NODE, 0, 10)).isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> store.bundles().archived(NODE)).isInstanceOf(StoreException.class);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("state.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @Test
    void nobodyElseCanReadTheFiles() throws IOException {
        try (Store store = SqliteStore.open(directory);
                CommitStore commits = store.commits(NODE)) {
            append(commits, Optional.empty(), Samples.entries(0, 256));
            store.bundles().archive(NODE, Samples.entries(0, 256));
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (!file.endsWith("lock")) {
                        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                .as(file.toString())
                                .isEqualTo("rw-------");
                    }
                }
            }
        }
    }

    @Test
    void whatWasLeftOfAnUnfinishedBundleFileIsNotInTheWay() throws IOException {
        try (Store store = SqliteStore.open(directory);
                CommitStore commits = store.commits(NODE)) {
            append(commits, Optional.empty(), Samples.entries(0, 256));
            Path bodies = Files.createDirectories(directory.resolve("log").resolve(NODE).resolve("bodies"));
            Files.write(bodies.resolve("000.unfinished"), "half".getBytes(StandardCharsets.US_ASCII));
            store.bundles().archive(NODE, Samples.entries(0, 256));
            commits.dropBundled(0, 256);
            assertThat(bodies.resolve("000.unfinished")).doesNotExist();
            assertThat(store.logs().read(NODE, 0, 300)).hasSize(256);
        }
    }

    @Test
    void aBundleThatCannotBeWrittenLeavesTheRows() throws IOException {
        try (Store store = SqliteStore.open(directory);
                CommitStore commits = store.commits(NODE)) {
            append(commits, Optional.empty(), Samples.entries(0, 256));
            Files.createFile(directory.resolve("log")); // where the directory should be
            assertThatThrownBy(() -> store.bundles().archive(NODE, Samples.entries(0, 256)))
                    .isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> commits.dropBundled(0, 256)).isInstanceOf(IllegalStateException.class);
            assertThat(store.logs().read(NODE, 0, 300)).hasSize(256);
        }
    }

    @Test
    void theWriteAheadLogDoesNotGrowWithTheWritten() throws IOException {
        Random random = new Random(1);
        try (Store store = SqliteStore.open(directory);
                CommitStore commits = store.commits(NODE)) {
            Optional<LogHead> head = Optional.empty();
            for (int batch = 0; batch < 60; batch++) {
                long first = batch * 16L;
                List<StoredEntry> entries =
                        LongStream.range(first, first + 16)
                                .mapToObj(index -> Samples.entry(index, 60_000, random))
                                .toList();
                head = Optional.of(append(commits, head, entries));
            }
            assertThat(Files.size(directory.resolve("state.db"))).isGreaterThan(50_000_000);
            assertThat(Files.size(directory.resolve("state.db-wal"))).isLessThan(8_000_000);
        }
    }

    @Test
    void theRoomOfBundledRowsIsUsedAgain() throws IOException {
        try (Store store = SqliteStore.open(directory);
                CommitStore commits = store.commits(NODE)) {
            Optional<LogHead> head = Optional.empty();
            long sizeAfterFirst = 0;
            for (int bundle = 0; bundle < 20; bundle++) {
                Random random = new Random(bundle);
                long first = bundle * 256L;
                List<StoredEntry> entries =
                        IntStream.range(0, 256).mapToObj(i -> Samples.entry(first + i, 20_000, random)).toList();
                head = Optional.of(append(commits, head, entries));
                store.bundles().archive(NODE, entries);
                commits.dropBundled(first, first + 256);
                sizeAfterFirst = bundle == 2 ? Files.size(directory.resolve("state.db")) : sizeAfterFirst;
            }
            assertThat(Files.size(directory.resolve("state.db"))).isLessThan(2 * sizeAfterFirst + 8_000_000);
        }
    }
}
