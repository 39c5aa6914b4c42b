package dev.keyhold.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyhold.audit.CommitStore;
import dev.keyhold.audit.EntityRef;
import dev.keyhold.audit.LogHead;
import dev.keyhold.store.Samples;
import dev.keyhold.store.Store;
import dev.keyhold.store.StoreException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two nodes on one PostgreSQL: changes in one order, logs side by side, and no node that can hold up the other for
/// good.
class PostgresNodesTest {

    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private PostgresTestStores stores;
    private Store storeA;
    private Store storeB;
    private CommitStore nodeA;
    private CommitStore nodeB;

    @BeforeEach
    void start() {
        stores = new PostgresTestStores(EmbeddedPostgresServer.newSchema());
        storeA = stores.open();
        storeB = stores.open();
        nodeA = storeA.commits("node-a");
        nodeB = storeB.commits("node-b");
    }

    @AfterEach
    void stop() {
        nodeA.close();
        nodeB.close();
        storeA.close();
        storeB.close();
    }

    private static void append(CommitStore commits) {
        Optional<LogHead> head = commits.head();
        long size = head.map(LogHead::size).orElse(0L);
        CommitStore.Batch batch = commits.begin(false);
        batch.append(Samples.entries(size, size + 1));
        batch.advanceHead(head, Samples.head(size + 1));
        batch.commit();
    }

    @Test
    void aChangingBatchWaitsForTheOneBeforeAndSeesWhatItChanged() {
        EntityRef key = new EntityRef("key/1");
        CommitStore.Batch first = nodeA.begin(true);
        CompletableFuture<CommitStore.Batch> second = CompletableFuture.supplyAsync(() -> nodeB.begin(true));
        awaitSomeoneWaiting();
        assertThat(second).isNotDone();

        first.advanceEpoch(1, List.of(key));
        first.commit();

        CommitStore.Batch batch = second.join();
        assertThat(batch.epoch()).isEqualTo(1);
        assertThat(batch.changedSince(0)).contains(List.of(key));
        batch.rollback();
    }

    @Test
    void aBatchWithoutChangesDoesNotWaitAndSeesTheEpochBefore() {
        CommitStore.Batch changing = nodeA.begin(true);
        changing.advanceEpoch(1, List.of());
        append(nodeB);
        CommitStore.Batch plain = nodeB.begin(false);
        assertThat(plain.epoch()).isZero();
        plain.rollback();
        changing.commit();
        assertThat(nodeB.epoch()).isEqualTo(1);
    }

    @Test
    void noEpochIsLostBetweenTwoNodes() {
        int each = 40;
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> advance(nodeB, each));
        advance(nodeA, each);
        other.join();
        assertThat(nodeA.epoch()).isEqualTo(2L * each);
        CommitStore.Batch batch = nodeA.begin(false);
        assertThat(batch.changedSince(0).orElseThrow())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 2L * each)
                                .mapToObj(epoch -> new EntityRef("epoch/" + epoch))
                                .toList());
        batch.rollback();
    }

    private static void advance(CommitStore node, int times) {
        for (int i = 0; i < times; i++) {
            CommitStore.Batch batch = node.begin(true);
            long next = batch.epoch() + 1;
            batch.advanceEpoch(next, List.of(new EntityRef("epoch/" + next)));
            batch.commit();
        }
    }

    @Test
    void ofTwoChangesOfTheSameKeyOneIsRefused() {
        CommitStore.Batch first = nodeA.begin(true);
        assertThat(first.apply(Samples.createKey(1))).isTrue();
        CompletableFuture<Boolean> second =
                CompletableFuture.supplyAsync(() -> {
                    CommitStore.Batch batch = nodeB.begin(true);
                    boolean applied = batch.apply(Samples.createKey(1));
                    batch.commit();
                    return applied;
                });
        awaitSomeoneWaiting();
        first.commit();
        assertThat(second.join()).isFalse();
    }

    @Test
    void eachNodeReadsTheLogsOfAll() {
        append(nodeA);
        append(nodeB);
        append(nodeB);
        assertThat(storeA.logs().nodes()).containsExactly("node-a", "node-b");
        assertThat(storeA.logs().read("node-b", 0, 10)).hasSize(2);
        assertThat(storeB.logs().read("node-a", 0, 10)).hasSize(1);
    }

    @Test
    void theBundlesOfANodeAreReadByTheOthers() {
        CommitStore.Batch batch = nodeA.begin(false);
        batch.append(Samples.entries(0, 300));
        batch.advanceHead(Optional.empty(), Samples.head(300));
        batch.commit();
        storeA.bundles().archive("node-a", Samples.entries(0, 256));
        nodeA.dropBundled(0, 256);
        assertThat(storeB.logs().read("node-a", 0, 1000)).hasSize(300);
    }

    @Test
    void aNodeOfTheSameNameCannotContinueTheLog() {
        append(nodeA);
        try (CommitStore impostor = storeB.commits("node-a")) {
            Optional<LogHead> seen = impostor.head();
            append(nodeA);
            CommitStore.Batch batch = impostor.begin(false);
            assertThatThrownBy(
                            () -> {
                                batch.append(Samples.entries(1, 2));
                                batch.advanceHead(seen, Samples.head(2));
                            })
                    .isInstanceOf(StoreException.class);
        }
        try (CommitStore impostor = storeB.commits("node-a")) {
            CommitStore.Batch batch = impostor.begin(false);
            assertThatIllegalStateException()
                    .isThrownBy(() -> batch.advanceHead(Optional.of(Samples.head(1)), Samples.head(1)));
        }
        append(nodeA);
        assertThat(storeA.logs().read("node-a", 0, 10)).hasSize(3);
    }

    @Test
    void aNodeWhoseConnectionIsCutInABatchWritesNothingAndNeverAgain() {
        CommitStore.Batch batch = nodeA.begin(true);
        assertThat(batch.apply(Samples.createKey(1))).isTrue();
        stores.change(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE state = 'idle in transaction' AND application_name = 'keyhold'");
        assertThatThrownBy(batch::commit).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> nodeA.begin(false)).isInstanceOf(StoreException.class);
        append(nodeB);
        assertThat(storeB.keys().countKeys("111122223333", "us-east-1")).isZero();
    }

    @Test
    void aServerThatWouldLoseWhatItConfirmedIsRefused() throws IOException {
        try (EmbeddedPostgres careless = EmbeddedPostgres.builder().start()) { // its fsync is off
            String url = careless.getJdbcUrl(EmbeddedPostgresServer.USER, "postgres");
            assertThatThrownBy(() -> PostgresStore.open(url, EmbeddedPostgresServer.USER, ""))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("fsync");
        }
    }

    @Test
    void aSchemaOfANewerVersionIsRefused() {
        stores.change(
                "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                        + " installed_by, execution_time, success) VALUES (99, '99', 'of the future', 'SQL', 'V99__x.sql', 1,"
                        + " '', 1, true)");
        assertThatThrownBy(() -> stores.open())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("newer version");
    }

    @Test
    void aDatabaseThatIsNotThereIsSaidSo() {
        assertThatThrownBy(() -> PostgresStore.open("jdbc:postgresql://127.0.0.1:1/none", "nobody", "secret-password"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cannot be reached")
                .hasStackTraceContaining("127.0.0.1")
                .satisfies(refusal -> assertThat(refusal.toString()).doesNotContain("secret-password"));
    }

    /// Waits until a session waits for a lock that another one holds.
    private void awaitSomeoneWaiting() {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (count("SELECT count(*) FROM pg_locks WHERE NOT granted") == 0) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("nobody waits for a lock");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private long count(String sql) {
        try (Connection connection = DriverManager.getConnection(stores.url());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        } catch (SQLException cannot) {
            throw new AssertionError(cannot);
        }
    }
}
