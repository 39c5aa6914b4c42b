package dev.keyhold.transparency.verify;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Verifies a whole log: that the trusted key signed its checkpoint, that the stored entries are exactly those of the
/// checkpoint, in order of place and time, that each record is the one that was committed to, and that tiles and files
/// agree.
///
/// It reads each entry once, in order, and holds a few kilobytes and one record at a time, however long the log is.
/// Immutable; one instance may verify several logs, also at the same time.
///
/// What it cannot see: a log cut back to an older state that was signed too. Keep the checkpoint of the last
/// verification (or get one from a witness) and pass it to [#verifySince].
public final class LogVerifier {
    private final TrustedKey key;

    /// @param key from the auditor's own file
    public LogVerifier(TrustedKey key) {
        this.key = key;
    }

    /// Verifies the log.
    ///
    /// @throws IOException if the source stops altogether, which says nothing about the log
    public Report verify(LogSource source) throws IOException {
        return verify(source, null);
    }

    /// Verifies the log and that it still begins with everything that an older checkpoint covers.
    ///
    /// @param keptCheckpoint the bytes of a signed checkpoint of this log that the auditor kept
    /// @throws IOException if the source stops altogether, which says nothing about the log
    public Report verifySince(byte[] keptCheckpoint, LogSource source) throws IOException {
        return verify(source, keptCheckpoint);
    }

    private Report verify(LogSource source, byte @Nullable [] keptCheckpoint) throws IOException {
        ProblemList problems = new ProblemList();
        Optional<TreeHead> kept = keptCheckpoint == null ? Optional.empty() : keptHead(keptCheckpoint, problems);
        Optional<TreeHead> head = currentHead(source, problems);
        if (head.isEmpty()) {
            return new Report(key.name(), -1, "", 0, 0, List.of(), problems.count(), problems.first());
        }
        return verifyEntries(source, head.get(), kept, problems);
    }

    private Report verifyEntries(LogSource source, TreeHead head, Optional<TreeHead> kept, ProblemList problems)
            throws IOException {
        long stored = source.size();
        if (stored != head.size()) {
            String sizes = "the checkpoint counts " + head.size() + " entries, stored are " + stored;
            problems.add(Problem.Kind.SIZE_MISMATCH, sizes);
        }
        source.inspect(head.size(), problems);
        EntryCheck check = new EntryCheck(problems);
        TileCheck tiles = new TileCheck(source, head.size(), problems);
        long readable = Math.min(stored, head.size());
        byte[] root;
        try (EntryCursor cursor = source.entries(head.size(), problems)) {
            long prefix = kept.map(TreeHead::size).orElse(-1L);
            TreeWalk walk = new TreeWalk(() -> check.accept(cursor.next()), tiles, prefix);
            root = walk.root(readable);
            kept.ifPresent(old -> compareWithKept(old, head, walk, problems));
        }
        if (readable == head.size() && !head.hasRoot(root)) {
            String why = root == null ? "the root cannot be computed" : "the entries do not hash to the signed root";
            problems.add(Problem.Kind.ROOT_MISMATCH, why);
        }
        return new Report(
                key.name(),
                head.size(),
                root == null ? "" : HexFormat.of().formatHex(root),
                check.read(),
                check.missingBodies(),
                check.firstMissing(),
                problems.count(),
                problems.first());
    }

    private static void compareWithKept(TreeHead old, TreeHead head, TreeWalk walk, ProblemList problems) {
        if (old.size() > head.size()) {
            String sizes = "the log has " + head.size() + " entries and had " + old.size();
            problems.add(Problem.Kind.LOG_SHRANK, sizes);
        } else if (walk.prefixRoot() == null) {
            String message = "the root over the first " + old.size() + " entries cannot be computed";
            problems.add(Problem.Kind.ROOT_MISMATCH, message);
        } else if (!old.hasRoot(walk.prefixRoot())) {
            String message = "the first " + old.size() + " entries are not those of the kept checkpoint";
            problems.add(Problem.Kind.HISTORY_REWRITTEN, message);
        }
    }

    private Optional<TreeHead> currentHead(LogSource source, ProblemList problems) {
        try {
            NoteText note = NoteText.open(source.checkpoint(), key);
            if (!note.signed()) {
                problems.add(Problem.Kind.BAD_SIGNATURE, "the checkpoint has no valid signature of " + key);
            }
            TreeHead head = TreeHead.parse(note.text());
            if (!head.origin().equals(key.name())) {
                problems.add(Problem.Kind.WRONG_ORIGIN, "the checkpoint is not of the log " + key.name());
            }
            return Optional.of(head);
        } catch (IOException e) {
            problems.accept(FileProblem.of(TileName.CHECKPOINT, Problem.WHOLE_LOG, e));
        } catch (IllegalArgumentException e) {
            problems.add(Problem.Kind.CHECKPOINT_UNREADABLE, String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    private Optional<TreeHead> keptHead(byte[] keptCheckpoint, ProblemList problems) {
        try {
            NoteText note = NoteText.open(keptCheckpoint, key);
            TreeHead head = TreeHead.parse(note.text());
            if (note.signed() && head.origin().equals(key.name())) {
                return Optional.of(head);
            }
            problems.add(Problem.Kind.KEPT_CHECKPOINT_UNUSABLE, "the kept checkpoint is not signed by " + key);
        } catch (IllegalArgumentException e) {
            problems.add(Problem.Kind.KEPT_CHECKPOINT_UNUSABLE, "the kept checkpoint: " + e.getMessage());
        }
        return Optional.empty();
    }
}
