package dev.keyhold.transparency.verify;

import java.util.List;

/// The result of verifying a log.
///
/// Absent bodies are no problem by themselves, because a record may be withheld or erased; they are counted so that the
/// auditor can ask why.
///
/// @param origin the log's name as the trusted key has it
/// @param size entries that the checkpoint counts; -1 if it could not be read
/// @param rootHex root that was computed from the entries, 64 hex digits; empty if it could not be
/// @param entriesRead entries that were there to be read
/// @param missingBodies entries without record
/// @param firstMissingBodies the first indexes of those, at most 20
/// @param problemCount how many problems were found
/// @param problems the first 100 of them in the order in which they were found, and always those on the log as a whole
public record Report(
        String origin,
        long size,
        String rootHex,
        long entriesRead,
        long missingBodies,
        List<Long> firstMissingBodies,
        long problemCount,
        List<Problem> problems) {
    /// Copies the lists.
    public Report {
        firstMissingBodies = List.copyOf(firstMissingBodies);
        problems = List.copyOf(problems);
    }

    /// Whether nothing is wrong: the trusted key signed exactly the entries that are stored, and every record that is
    /// there is the one that its entry commits to.
    public boolean ok() {
        return problemCount == 0;
    }
}
