package dev.keyhold.audit;

import dev.keyhold.transparency.Checkpoint;
import dev.keyhold.transparency.LogEntry;
import dev.keyhold.transparency.NoteSigner;
import dev.keyhold.transparency.RecordCommitment;
import dev.keyhold.transparency.SignedNote;
import dev.keyhold.transparency.TreeFrontier;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The growing end of this node's log: the frontier of its tree, its newest signed checkpoint, and how a batch of
/// entries is added to them.
///
/// A batch works on a [Draft]; the log itself moves only when the draft is accepted, after its commit. Threads: the
/// committer's only.
public final class NodeLog {

    private final String origin;
    private final NoteSigner signer;
    private final Clock clock;
    private final RecordCommitment commitment = new RecordCommitment();

    private TreeFrontier frontier;
    private Optional<LogHead> head;
    private long lastTimeMillis;

    private NodeLog(
            String origin,
            NoteSigner signer,
            Clock clock,
            TreeFrontier frontier,
            Optional<LogHead> head,
            long lastTimeMillis) {
        this.origin = origin;
        this.signer = signer;
        this.clock = clock;
        this.frontier = frontier;
        this.head = head;
        this.lastTimeMillis = lastTimeMillis;
    }

    /// Continues the log from its stored head.
    ///
    /// @param origin the log's name, `keyhold/<deployment>/<node>`
    /// @param signer the node's log key
    /// @param clock gives entries their time, which never goes backwards within the log
    /// @param stored the stored head, empty for a new log
    /// @param newest the newest stored entry, empty for a new log; no later entry may have an earlier time, even if the
    ///   clock was set back while the node was down
    /// @throws IllegalStateException if the stored frontier does not belong to the stored checkpoint, the newest entry
    ///   is not where the head says, or this node did not sign that checkpoint: the store was damaged or exchanged, and
    ///   signing on would hide it
    /// @throws dev.keyhold.transparency.LogFormatException if they cannot even be read
    public static NodeLog open(
            String origin, NoteSigner signer, Clock clock, Optional<LogHead> stored, Optional<StoredEntry> newest) {
        if (stored.isEmpty()) {
            return new NodeLog(origin, signer, clock, new TreeFrontier(), stored, 0);
        }
        LogHead head = stored.get();
        TreeFrontier frontier = TreeFrontier.decode(head.frontier());
        SignedNote note = SignedNote.parse(head.checkpoint());
        // an Ed25519 signature has one value for a key and a text, so that signing again verifies
        SignedNote ours = Checkpoint.of(origin, frontier).sign(signer);
        if (frontier.size() != head.size()
                || !note.text().equals(ours.text())
                || !note.signatures().containsAll(ours.signatures())) {
            throw new IllegalStateException("the stored head of the log " + origin + " does not agree with itself");
        }
        long newestIndex = newest.map(StoredEntry::index).orElse(-1L);
        if (newestIndex != head.size() - 1) {
            throw new IllegalStateException("the newest entry of the log " + origin + " is missing");
        }
        long newestTime = newest.map(entry -> LogEntry.decode(entry.envelope()).timeMillis()).orElse(0L);
        return new NodeLog(origin, signer, clock, frontier, stored, newestTime);
    }

    /// The log's name.
    public String origin() {
        return origin;
    }

    /// The committed head, empty before the first commit.
    Optional<LogHead> head() {
        return head;
    }

    /// Begins a batch.
    Draft draft() {
        return new Draft();
    }

    /// Makes a committed batch part of the log.
    void accept(Draft draft) {
        frontier = draft.grown;
        head = Optional.of(draft.seal());
        lastTimeMillis = draft.timeMillis;
    }

    /// A batch of entries on top of the committed log.
    final class Draft {

        private final TreeFrontier grown = frontier.copy();
        private final long firstIndex = frontier.size();
        private final long timeMillis = Math.max(clock.millis(), lastTimeMillis);
        private final List<StoredEntry> entries = new ArrayList<>();
        private Optional<LogHead> sealed = Optional.empty();

        void add(Commit commit, long epoch) {
            long index = firstIndex + entries.size();
            byte[] envelope =
                    new LogEntry(
                                    index,
                                    timeMillis,
                                    commit.account(),
                                    commit.region(),
                                    epoch,
                                    commitment.commit(commit.salt(), commit.record()))
                            .encode();
            grown.appendEntry(envelope);
            entries.add(new StoredEntry(index, envelope, commit.salt(), commit.record()));
        }

        long firstIndex() {
            return firstIndex;
        }

        List<StoredEntry> entries() {
            return entries;
        }

        /// Signs the one checkpoint over the batch.
        LogHead seal() {
            if (sealed.isEmpty()) {
                byte[] note = Checkpoint.of(origin, grown).sign(signer).encode();
                sealed = Optional.of(new LogHead(grown.size(), grown.encode(), note));
            }
            return sealed.get();
        }
    }
}
