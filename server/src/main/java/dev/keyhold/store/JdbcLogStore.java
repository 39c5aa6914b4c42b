package dev.keyhold.store;

import dev.keyhold.audit.LogHead;
import dev.keyhold.audit.LogStore;
import dev.keyhold.audit.StoredEntry;
import dev.keyhold.transparency.TilePath;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the logs, from bundles and from rows. Threads: safe.
///
/// A row is deleted only when its bundle is durable. Reading the head first, then the rows, then bundles for what no
/// row was found for therefore finds every entry under the head, whatever happens in between.
final class JdbcLogStore implements LogStore {

    private final Reads reads;
    private final LogBundles bundles;

    JdbcLogStore(Reads reads, LogBundles bundles) {
        this.reads = reads;
        this.bundles = bundles;
    }

    @Override
    public List<String> nodes() {
        return reads.call(LogNodes::names);
    }

    @Override
    public Optional<LogHead> head(String node) {
        return reads.call(session -> LogNodes.head(session, node));
    }

    @Override
    public List<StoredEntry> read(String node, long from, int limit) {
        if (from < 0 || limit < 0) {
            throw new IllegalArgumentException("a page of a log starts at an index and has a length");
        }
        Rows rows = reads.call(session -> rows(session, node, from, limit));
        List<StoredEntry> entries = new ArrayList<>((int) (rows.end() - from));
        for (long next = from; next < rows.first(); ) {
            next = takeFromBundle(node, next, rows.first(), entries);
        }
        entries.addAll(rows.entries());
        return entries;
    }

    /// The part of a page that is in rows.
    ///
    /// @param entries without a gap, up to `end`
    /// @param end the end of the page, under the head
    private record Rows(List<StoredEntry> entries, long end) {

        /// Where the rows begin; what is before them is in bundles.
        long first() {
            return end - entries.size();
        }
    }

    private static Rows rows(Session session, String node, long from, int limit) throws SQLException {
        Optional<LogNodes.Node> found = LogNodes.find(session, node);
        long size = found.map(LogNodes.Node::size).orElse(0L);
        if (found.isEmpty() || from >= size) {
            return new Rows(List.of(), from);
        }
        long end = from + Math.min(limit, size - from);
        int number = found.get().number();
        List<StoredEntry> entries =
                session.all(
                        """
                        SELECT position, envelope, salt, record FROM log_entry
                        WHERE position >= ? AND position < ? ORDER BY position\
                        """,
                        JdbcLogStore::entry,
                        LogPosition.of(number, from),
                        LogPosition.of(number, end));
        Rows rows = new Rows(entries, end);
        if (!entries.isEmpty()
                && (entries.getFirst().index() != rows.first() || entries.getLast().index() != end - 1)) {
            throw new StoreException("the log of node " + node + " has a gap before entry " + end);
        }
        return rows;
    }

    private static StoredEntry entry(ResultSet row) throws SQLException {
        return new StoredEntry(
                LogPosition.index(row.getLong("position")),
                row.getBytes("envelope"),
                row.getBytes("salt"),
                row.getBytes("record"));
    }

    private long takeFromBundle(String node, long from, long end, List<StoredEntry> entries) {
        long number = from / TilePath.FULL_WIDTH;
        long bundleStart = number * TilePath.FULL_WIDTH;
        long to = Math.min(end, bundleStart + TilePath.FULL_WIDTH);
        entries.addAll(bundles.read(node, number).subList((int) (from - bundleStart), (int) (to - bundleStart)));
        return to;
    }

    /// The index of the first entry that is in a row; the size of the log if none is.
    static long firstRow(Session session, String node) throws SQLException {
        Optional<LogNodes.Node> found = LogNodes.find(session, node);
        if (found.isEmpty()) {
            return 0;
        }
        int number = found.get().number();
        return session.one(
                        """
                        SELECT position FROM log_entry WHERE position >= ? AND position < ?
                        ORDER BY position LIMIT 1\
                        """,
                        row -> LogPosition.index(row.getLong("position")),
                        LogPosition.of(number, 0),
                        LogPosition.of(number, found.get().size()))
                .orElse(found.get().size());
    }
}
