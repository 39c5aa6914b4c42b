package dev.keyhold.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyhold.audit.StoredEntry;
import dev.keyhold.transparency.BodyBundle;
import dev.keyhold.transparency.EntryBundle;
import dev.keyhold.transparency.Hash;
import dev.keyhold.transparency.MerkleHasher;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Full bundles leave the rows, and no reader can tell.
public abstract class BundleContract extends OpenStore {

    private static final int FULL = 256;

    private void archiveAndDrop(long number) {
        store.bundles().archive(NODE, store.logs().read(NODE, number * FULL, FULL));
        commits.dropBundled(number * FULL, (number + 1) * FULL);
    }

    private void wholeLogReads(long size) {
        assertThat(Samples.texts(store.logs().read(NODE, 0, (int) size + 10)))
                .isEqualTo(Samples.texts(Samples.entries(0, size)));
    }

    @Test
    void aLogAroundOneBundleReadsTheSameFromRowsAndBundles() {
        for (int size : new int[] {FULL - 1, FULL, FULL + 1}) {
            close();
            stores = fresh();
            store = stores.open();
            commits = store.commits(NODE);
            append(Samples.entries(0, size));
            assertThat(store.bundles().archived(NODE)).isZero();
            if (size >= FULL) {
                archiveAndDrop(0);
                assertThat(store.bundles().archived(NODE)).isEqualTo(FULL);
            }
            wholeLogReads(size);
            restart();
            assertThat(store.bundles().archived(NODE)).isEqualTo(size < FULL ? 0 : FULL);
            wholeLogReads(size);
            append(Samples.entries(size, size + 3));
            wholeLogReads(size + 3);
        }
    }

    @Test
    void pagesAcrossBundlesAndRowsAreExact() {
        int size = 3 * FULL + 7;
        append(Samples.entries(0, size));
        archiveAndDrop(0);
        archiveAndDrop(1);
        List<String> all = Samples.texts(Samples.entries(0, size));
        for (int from : new int[] {0, 1, 255, 256, 257, 511, 512, 513, 767, 768, size - 1, size}) {
            for (int limit : new int[] {0, 1, 2, 255, 256, 257, 512, 513, 1000}) {
                assertThat(Samples.texts(store.logs().read(NODE, from, limit)))
                        .as("from " + from + " limit " + limit)
                        .isEqualTo(all.subList(from, Math.min(size, from + limit)));
            }
        }
    }

    @Test
    void aBundleIsStoredInThePublishedFiles() {
        Random random = new Random(1);
        List<StoredEntry> entries = new ArrayList<>();
        for (int i = 0; i < FULL; i++) {
            entries.add(Samples.entry(i, 1 + random.nextInt(60_000), random));
        }
        append(entries);
        archiveAndDrop(0);

        List<byte[]> envelopes = EntryBundle.decode(file("tile/entries/000"), FULL);
        assertThat(BodyBundle.decode(file("bodies/000"), FULL)).hasSize(FULL);
        ByteArrayOutputStream leaves = new ByteArrayOutputStream();
        for (int i = 0; i < FULL; i++) {
            assertThat(envelopes.get(i)).isEqualTo(entries.get(i).envelope());
            leaves.writeBytes(new MerkleHasher().leaf(envelopes.get(i)).bytes());
        }
        assertThat(file("tile/0/000")).isEqualTo(leaves.toByteArray());
        assertThat(Samples.texts(store.logs().read(NODE, 0, FULL))).isEqualTo(Samples.texts(entries));
    }

    private byte[] file(String path) {
        return stores.bundleFile(NODE, path).orElseThrow();
    }

    @Test
    void aTileOfTheNextLevelIsStoredWhenItIsFull() {
        List<Hash> level = new ArrayList<>();
        for (long bundle = 0; bundle < FULL; bundle++) {
            List<StoredEntry> entries = Samples.entries(bundle * FULL, (bundle + 1) * FULL);
            append(entries);
            assertThat(stores.bundleFile(NODE, "tile/1/000")).isEmpty();
            store.bundles().archive(NODE, entries);
            MerkleHasher hasher = new MerkleHasher();
            level.add(root(entries.stream().map(entry -> hasher.leaf(entry.envelope())).toList()));
        }
        commits.dropBundled(0, (long) FULL * FULL);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        level.forEach(hash -> expected.writeBytes(hash.bytes()));
        assertThat(file("tile/1/000")).isEqualTo(expected.toByteArray());
        assertThat(store.logs().read(NODE, 65_535, 10)).hasSize(1);
    }

    /// The root over a power of two of hashes, by the definition of RFC 6962.
    private static Hash root(List<Hash> hashes) {
        int half = hashes.size() / 2;
        return half == 0
                ? hashes.getFirst()
                : new MerkleHasher().node(root(hashes.subList(0, half)), root(hashes.subList(half, hashes.size())));
    }

    @Test
    void rowsAreNotDeletedWithoutTheirBundle() {
        append(Samples.entries(0, 2 * FULL));
        store.bundles().archive(NODE, Samples.entries(0, FULL));
        assertThatIllegalStateException().isThrownBy(() -> commits.dropBundled(0, 2 * FULL));
        assertThatIllegalStateException().isThrownBy(() -> commits.dropBundled(FULL, 2 * FULL));
        commits.dropBundled(0, FULL);
        wholeLogReads(2 * FULL);
    }

    @Test
    void aCrashBetweenBundleAndRowsLosesAndRepeatsNothing() {
        append(Samples.entries(0, FULL + 5));
        store.bundles().archive(NODE, Samples.entries(0, FULL));
        wholeLogReads(FULL + 5);

        restart();

        assertThat(store.bundles().archived(NODE)).isZero();
        wholeLogReads(FULL + 5);
        archiveAndDrop(0);
        commits.dropBundled(0, FULL);
        wholeLogReads(FULL + 5);
    }

    @Test
    void aBundleThatWasHalfWrittenIsCompleted() {
        append(Samples.entries(0, FULL));
        store.bundles().archive(NODE, Samples.entries(0, FULL));
        stores.removeBundleFile(NODE, "bodies/000");
        restart();
        archiveAndDrop(0);
        wholeLogReads(FULL);
    }

    @Test
    void aBundleIsNeverReplacedByAnother() {
        append(Samples.entries(0, FULL));
        List<StoredEntry> entries = Samples.entries(0, FULL);
        store.bundles().archive(NODE, entries);
        store.bundles().archive(NODE, entries);
        List<StoredEntry> forged = new ArrayList<>(entries);
        forged.set(17, Samples.entry(17, 20, new Random(99)));
        assertThatIllegalStateException().isThrownBy(() -> store.bundles().archive(NODE, forged));
        commits.dropBundled(0, FULL);
        wholeLogReads(FULL);
    }

    @Test
    void aDifferenceInTheRecordAloneIsRefusedToo() {
        append(Samples.entries(0, FULL));
        List<StoredEntry> entries = new ArrayList<>(Samples.entries(0, FULL));
        store.bundles().archive(NODE, entries);
        StoredEntry last = entries.getLast();
        entries.set(255, new StoredEntry(255, last.envelope(), last.salt(), new byte[] {1}));
        assertThatIllegalStateException().isThrownBy(() -> store.bundles().archive(NODE, entries));
    }

    @Test
    void onlyFullBundlesInOrderAreArchived() {
        append(Samples.entries(0, 3 * FULL));
        for (List<StoredEntry> wrong :
                List.of(Samples.entries(0, 255), Samples.entries(0, 257), Samples.entries(1, 257))) {
            assertThatIllegalArgumentException().isThrownBy(() -> store.bundles().archive(NODE, wrong));
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> store.bundles().archive(NODE, Samples.entries(FULL, 2 * FULL)));
        assertThat(store.bundles().archived(NODE)).isZero();
    }

    @Test
    void aBundleThatIsGoneOrDamagedIsAnErrorAndNotTheEndOfTheLog() {
        append(Samples.entries(0, FULL + 1));
        archiveAndDrop(0);
        stores.damageBundleFile(NODE, "tile/entries/000", new byte[] {0, 1, 2});
        assertThatThrownBy(() -> store.logs().read(NODE, 0, 1)).isInstanceOf(RuntimeException.class);
        stores.removeBundleFile(NODE, "tile/entries/000");
        assertThatThrownBy(() -> store.logs().read(NODE, 0, 1)).isInstanceOf(StoreException.class);
        assertThat(store.logs().read(NODE, FULL, 1)).hasSize(1);
    }

    @Test
    void aReaderNoticesNothingWhileBundlesMove() {
        int bundles = 12;
        int size = bundles * FULL;
        append(Samples.entries(0, size));
        List<String> all = Samples.texts(Samples.entries(0, size));
        AtomicBoolean done = new AtomicBoolean();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread reader =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                do {
                                    assertThat(Samples.texts(store.logs().read(NODE, 0, size))).isEqualTo(all);
                                } while (!done.get());
                            } catch (RuntimeException | AssertionError wrong) {
                                failure.set(wrong);
                            }
                        });
        for (int bundle = 0; bundle < bundles; bundle++) {
            archiveAndDrop(bundle);
        }
        done.set(true);
        try {
            reader.join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        assertThat(failure.get()).isNull();
    }
}
