package dev.keyhold.store;

import dev.keyhold.audit.LogHead;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The table of nodes that keep a log here, and their heads.
final class LogNodes {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    private LogNodes() {}

    /// A node as it is stored.
    ///
    /// @param number names it in [LogPosition]
    /// @param size how many entries its log has, 0 before the first commit
    record Node(int number, long size) {}

    static Optional<Node> find(Session session, String name) throws SQLException {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        return session.one(
                "SELECT number, size FROM log_node WHERE name = ?",
                row -> new Node(row.getInt("number"), row.getLong("size")),
                name);
    }

    /// The number of a node, given now if it has none.
    ///
    /// @throws IllegalArgumentException if the name cannot be that of a directory: at most 63 of letters, digits, `.`,
    ///   `_` and `-`, the first a letter or digit
    static int numberOf(Session session, String name) throws SQLException {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a node name");
        }
        Optional<Node> known = find(session, name);
        if (known.isEmpty()) {
            session.update("INSERT INTO log_node (name) VALUES (?) ON CONFLICT DO NOTHING", name);
            known = find(session, name);
        }
        return known.orElseThrow(() -> new StoreException("the node cannot be registered")).number();
    }

    static List<String> names(Session session) throws SQLException {
        return session.all(
                "SELECT name FROM log_node WHERE size IS NOT NULL ORDER BY name", row -> row.getString("name"));
    }

    static Optional<LogHead> head(Session session, String name) throws SQLException {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        return session.one(
                "SELECT size, frontier, checkpoint FROM log_node WHERE name = ? AND size IS NOT NULL",
                LogNodes::head,
                name);
    }

    private static LogHead head(ResultSet row) throws SQLException {
        return new LogHead(row.getLong("size"), row.getBytes("frontier"), row.getBytes("checkpoint"));
    }

    /// Compare-and-swap on the size.
    static boolean replaceHead(Session session, int number, Optional<LogHead> from, LogHead to) throws SQLException {
        int replaced =
                session.update(
                        """
                        UPDATE log_node SET size = ?, frontier = ?, checkpoint = ?
                        WHERE number = ? AND size IS NOT DISTINCT FROM ?\
                        """,
                        to.size(),
                        to.frontier(),
                        to.checkpoint(),
                        number,
                        from.map(LogHead::size).orElse(null));
        return replaced == 1;
    }
}
