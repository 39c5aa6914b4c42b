package dev.keyhold.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keyhold.audit.CommitStore;
import dev.keyhold.audit.LogHead;
import dev.keyhold.audit.StoredEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The log gives back what was appended, in order, page by page.
public abstract class LogContract extends OpenStore {

    @Test
    void entriesOfEverySizeComeBack() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<StoredEntry> entries = new ArrayList<>();
        for (int size : new int[] {1, 2, 100, 1_200, 2_000, 2_100, 4_096, 8_192, 16_384, 60 * 1024, 61_440, 65_519}) {
            entries.add(Samples.entry(entries.size(), size, random));
        }
        append(entries);
        restart();
        assertThat(Samples.texts(store.logs().read(NODE, 0, 100))).as("seed " + seed).isEqualTo(Samples.texts(entries));
    }

    @Test
    void batchesOfEverySizeFollowEachOther() {
        int[] sizes = {1, 16, 2, 64, 3, 256, 1, 512, 127};
        long size = 0;
        for (int count : sizes) {
            append(Samples.entries(size, size + count));
            size += count;
        }
        assertThat(Samples.texts(store.logs().read(NODE, 0, 2000))).isEqualTo(Samples.texts(Samples.entries(0, size)));
        assertThat(store.logs().head(NODE).map(LogHead::size)).contains(size);
    }

    @Test
    void aHeadMayMoveWithoutEntries() {
        append(Samples.entries(0, 2));
        append(List.of());
        assertThat(commits.head()).contains(Samples.head(2));
    }

    @Test
    void pagesAreExact() {
        append(Samples.entries(0, 10));
        for (int from = 0; from <= 11; from++) {
            for (int limit = 0; limit <= 11; limit++) {
                long end = Math.min(10, from + limit);
                assertThat(Samples.texts(store.logs().read(NODE, from, limit)))
                        .as("from " + from + " limit " + limit)
                        .isEqualTo(Samples.texts(Samples.entries(from, end)));
            }
        }
        assertThat(store.logs().read(NODE, 3, Integer.MAX_VALUE)).hasSize(7);
        assertThat(store.logs().read(NODE, Long.MAX_VALUE, 1)).isEmpty();
    }

    @Test
    void aPageMustStartSomewhere() {
        assertThatIllegalArgumentException().isThrownBy(() -> store.logs().read(NODE, -1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> store.logs().read(NODE, 0, -1));
    }

    @Test
    void aNodeThatIsNotThereHasNoLog() {
        assertThat(store.logs().read("nobody", 0, 10)).isEmpty();
        assertThat(store.logs().head("nobody")).isEmpty();
        assertThat(store.logs().head("\0")).isEmpty();
        assertThat(store.logs().read("\0", 0, 10)).isEmpty();
    }

    @Test
    void nodesKeepLogsOfTheirOwn() {
        append(Samples.entries(0, 5));
        commits.close();
        commits = store.commits("node-b");
        assertThat(commits.head()).isEmpty();
        append(Samples.entries(0, 2));

        assertThat(store.logs().nodes()).containsExactly(NODE, "node-b");
        assertThat(store.logs().read(NODE, 0, 10)).hasSize(5);
        assertThat(store.logs().read("node-b", 0, 10)).hasSize(2);
        assertThat(store.logs().head("node-b")).contains(Samples.head(2));

        commits.close();
        commits = store.commits(NODE);
        assertThat(commits.head()).contains(Samples.head(5));
        append(Samples.entries(5, 6));
        assertThat(store.logs().read(NODE, 0, 10)).hasSize(6);
    }

    @Test
    void aHeadComesBackAsItWas() {
        byte[] frontier = new byte[2_000];
        byte[] checkpoint = new byte[5_000];
        new Random(3).nextBytes(frontier);
        new Random(4).nextBytes(checkpoint);
        LogHead head = new LogHead(1, frontier, checkpoint);
        CommitStore.Batch batch = commits.begin(false);
        batch.append(Samples.entries(0, 1));
        batch.advanceHead(Optional.empty(), head);
        batch.commit();
        restart();
        LogHead read = commits.head().orElseThrow();
        assertThat(read.frontier()).isEqualTo(frontier);
        assertThat(read.checkpoint()).isEqualTo(checkpoint);
        assertThat(store.logs().head(NODE)).contains(head);
    }
}
