package dev.keyhold.store;

import dev.keyhold.audit.EntityRef;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The deployment's epoch, and the memory of what changed at which.
///
/// @param current the newest epoch
/// @param forgotten what changed up to this epoch is no longer remembered
record EpochRow(long current, long forgotten) {

    /// For so many epochs back it is remembered what changed; a node that lags further drops its caches.
    static final long REMEMBERED = 10_000;

    /// @param lockClause makes the query keep out other transactions that change state, or is empty
    static EpochRow read(Session session, String lockClause) throws SQLException {
        return session.one(
                        "SELECT current, forgotten FROM epoch WHERE singleton = 1" + lockClause,
                        row -> new EpochRow(row.getLong("current"), row.getLong("forgotten")))
                .orElseThrow(() -> new StoreException("the epoch row is missing"));
    }

    /// What changed after `known` up to this epoch, or empty if that is not remembered.
    Optional<List<EntityRef>> changedSince(Session session, long known) throws SQLException {
        if (known == current) {
            return Optional.of(List.of());
        }
        if (known > current) {
            return Optional.empty();
        }
        // one statement, so that another node cannot forget something between two
        List<Remembered> rows =
                session.all(
                        """
                        SELECT epoch.forgotten, epoch_change.entity
                        FROM epoch LEFT JOIN epoch_change ON epoch_change.epoch > ? AND epoch_change.epoch <= ?
                        WHERE epoch.singleton = 1
                        ORDER BY epoch_change.epoch, epoch_change.entity\
                        """,
                        row -> new Remembered(row.getLong("forgotten"), Optional.ofNullable(row.getString("entity"))),
                        known,
                        current);
        if (rows.stream().anyMatch(row -> row.forgotten() > known)) {
            return Optional.empty();
        }
        return Optional.of(rows.stream().flatMap(row -> row.entity().stream()).map(EntityRef::new).toList());
    }

    private record Remembered(long forgotten, Optional<String> entity) {}

    /// Stores a newer epoch and what it changed, and forgets the oldest.
    EpochRow advance(Session session, long newEpoch, List<EntityRef> changed) throws SQLException {
        if (newEpoch <= current) {
            throw new IllegalStateException("epoch " + newEpoch + " does not come after " + current);
        }
        EpochRow next = new EpochRow(newEpoch, Math.max(forgotten, newEpoch - REMEMBERED));
        int updated =
                session.update(
                        "UPDATE epoch SET current = ?, forgotten = ? WHERE singleton = 1 AND current = ?",
                        next.current,
                        next.forgotten,
                        current);
        if (updated != 1) {
            throw new IllegalStateException("the epoch moved without its lock");
        }
        PreparedStatement insert = session.statement("INSERT INTO epoch_change (epoch, entity) VALUES (?, ?)");
        for (EntityRef entity : new LinkedHashSet<>(changed)) {
            Session.bind(insert, newEpoch, Objects.requireNonNull(entity).name());
            insert.addBatch();
        }
        insert.executeBatch();
        session.update("DELETE FROM epoch_change WHERE epoch <= ?", next.forgotten);
        return next;
    }
}
