package dev.keyhold.audit;

import java.time.Duration;
import java.util.List;

/// Moves full bundles of 256 entries out of the store's hot table, off the hot path: it writes a bundle durably, and
/// only then lets the committer delete the rows. Between the two both exist, which readers take as the same.
///
/// Threads: one background thread.
public final class Bundler implements AutoCloseable {

    private static final int BUNDLE = 256;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final String node;
    private final LogStore logs;
    private final BundleStore bundles;
    private final CommitStore rows;
    private final Committer committer;
    private final Periodic loop;
    private volatile boolean closing;
    private boolean leftoverDropped; // the background thread's

    /// Starts the background thread.
    ///
    /// @param node the node whose log it is
    /// @param logs reads the entries
    /// @param bundles takes the bundles
    /// @param rows deletes the rows, on the committer's thread
    /// @param committer runs the deletions between batches, and stops the node when a bundle cannot be written
    public Bundler(String node, LogStore logs, BundleStore bundles, CommitStore rows, Committer committer) {
        this.node = node;
        this.logs = logs;
        this.bundles = bundles;
        this.rows = rows;
        this.committer = committer;
        this.loop = new Periodic("bundler", PAUSE, this::run);
    }

    private void run() {
        try {
            if (!leftoverDropped) {
                dropLeftover();
                leftoverDropped = true;
            }
            while (!closing && archiveOne()) {
                // until less than a full bundle is left
            }
        } catch (RuntimeException cannot) {
            committer.fail(cannot);
            throw cannot;
        }
    }

    /// When a node stops between the two steps, the rows of any number of bundles can still be there.
    private void dropLeftover() {
        long archived = bundles.archived(node);
        if (archived > 0) {
            committer.betweenBatches(() -> rows.dropBundled(0, archived));
        }
    }

    private boolean archiveOne() {
        long first = bundles.archived(node);
        long size = logs.head(node).map(LogHead::size).orElse(0L);
        if (size - first < BUNDLE) {
            return false;
        }
        List<StoredEntry> entries = logs.read(node, first, BUNDLE);
        bundles.archive(node, entries);
        committer.betweenBatches(() -> rows.dropBundled(first, first + BUNDLE));
        return true;
    }

    /// Stops the background thread; what is not yet bundled stays in the store.
    @Override
    public void close() {
        closing = true;
        loop.close();
    }
}
