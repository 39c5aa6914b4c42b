package dev.keyhold.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyhold.audit.Commit.Committed;
import dev.keyhold.store.Store;
import dev.keyhold.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BundlerTest {

    @TempDir Path directory;

    private static void commit(LoggingNode node, int calls) throws Exception {
        LoggingNode.atOnce(calls, call -> assertThat(node.commit("call " + call)).isInstanceOf(Committed.class));
    }

    private static void archive(Store store, int bundles) {
        for (int bundle = 0; bundle < bundles; bundle++) {
            store.bundles().archive("a", store.logs().read("a", bundle * 256L, 256));
        }
    }

    @Test
    void fullBundlesLeaveTheHotTableAndTheLogReadsAndVerifiesAsBefore() throws Exception {
        try (Store store = SqliteStore.open(directory);
                LoggingNode node = new LoggingNode(store, "a")) {
            commit(node, 600);
            List<String> before = node.records();
            List<long[]> dropped = new CopyOnWriteArrayList<>();
            try (Bundler bundler = bundler(store, node, dropped)) {
                LoggingNode.until(() -> store.bundles().archived("a") == 512);
                while (dropped.size() < 2) {
                    assertThat(node.commit("makes a gap between batches")).isInstanceOf(Committed.class);
                }
                assertThat(bundler).isNotNull();
            }
            assertThat(dropped).containsExactly(new long[] {0, 256}, new long[] {256, 512});
            assertThat(node.records()).startsWith(before.toArray(String[]::new));
            assertThat(node.verify().problems()).isEmpty();
        }
    }

    /// Whatever a node was stopped before deleting is deleted after its next start, not only the newest bundle's rows.
    @Test
    void everythingThatIsBundledLeavesTheHotTableAfterARestart() throws Exception {
        try (Store store = SqliteStore.open(directory)) {
            try (LoggingNode node = new LoggingNode(store, "a")) {
                commit(node, 800);
                archive(store, 3);
            }
            try (LoggingNode node = new LoggingNode(store, "a")) {
                List<long[]> dropped = new CopyOnWriteArrayList<>();
                try (Bundler bundler = bundler(store, node, dropped)) {
                    while (dropped.isEmpty()) {
                        node.commit("makes a gap between batches");
                    }
                    assertThat(bundler).isNotNull();
                }
                assertThat(dropped.getFirst()).containsExactly(0, 768);
                assertThat(node.failures).isEmpty();
                assertThat(node.verify().problems()).isEmpty();
            }
        }
    }

    private static Bundler bundler(Store store, LoggingNode node, List<long[]> dropped) {
        return new Bundler("a", store.logs(), store.bundles(), node.deletions(dropped::add), node.committer);
    }
}
