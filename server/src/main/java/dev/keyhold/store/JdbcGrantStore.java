package dev.keyhold.store;

import dev.keyhold.keys.DueGrant;
import dev.keyhold.keys.Grant;
import dev.keyhold.keys.GrantStore;
import dev.keyhold.protocol.KeyId;
import dev.keyhold.protocol.kms.GrantConstraints;
import dev.keyhold.protocol.kms.GrantOperation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads grants. Threads: safe.
final class JdbcGrantStore implements GrantStore {

    private static final String GRANT =
            """
            SELECT account, region, key_id, id, name, created, issuing_account, grantee, retiring, operations,
                context_subset, context_equals, source_arn, expires
            FROM key_grant
            """;
    private static final String OF_KEY = "WHERE account = ? AND region = ? AND key_id = ? ";

    private final Reads reads;

    JdbcGrantStore(Reads reads) {
        this.reads = reads;
    }

    @Override
    public Optional<Grant> grant(String account, String region, KeyId key, String id) {
        return reads.call(session ->
                session.one(GRANT + OF_KEY + "AND id = ?", JdbcGrantStore::grant, account, region, key.toString(), id));
    }

    @Override
    public List<Grant> grantsNamed(String account, String region, KeyId key, String grantee, String name) {
        return reads.call(session ->
                session.all(
                        GRANT + OF_KEY + "AND grantee = ? AND name = ? AND name <> '' ORDER BY id",
                        JdbcGrantStore::grant,
                        account,
                        region,
                        key.toString(),
                        grantee,
                        name));
    }

    @Override
    public List<Grant> grants(String account, String region, KeyId key, String after, int limit) {
        return reads.call(session ->
                session.all(
                        GRANT + OF_KEY + "AND id > ? ORDER BY id LIMIT ?",
                        JdbcGrantStore::grant,
                        account,
                        region,
                        key.toString(),
                        Names.position(after),
                        limit));
    }

    @Override
    public List<Grant> grantsHeldBy(String account, String region, KeyId key, String grantee, String after, int limit) {
        return reads.call(session ->
                session.all(
                        GRANT + OF_KEY + "AND grantee = ? AND id > ? ORDER BY id LIMIT ?",
                        JdbcGrantStore::grant,
                        account,
                        region,
                        key.toString(),
                        grantee,
                        Names.position(after),
                        limit));
    }

    @Override
    public List<Grant> retirableGrants(String region, String retiring, Optional<Position> after, int limit) {
        return reads.call(session ->
                session.all(
                        GRANT
                                + """
                                WHERE retiring = ? AND region = ? AND (account, key_id, id) > (?, ?, ?)
                                ORDER BY account, key_id, id LIMIT ?\
                                """,
                        JdbcGrantStore::grant,
                        retiring,
                        region,
                        Names.position(after.map(Position::account).orElse("")),
                        Names.position(after.map(Position::key).orElse("")),
                        Names.position(after.map(Position::id).orElse("")),
                        limit));
    }

    @Override
    public List<Grant> retirableGrantsOf(
            String account, String region, String retiring, Optional<Position> after, int limit) {
        return reads.call(session ->
                session.all(
                        GRANT
                                + """
                                WHERE retiring = ? AND region = ? AND account = ? AND (key_id, id) > (?, ?)
                                ORDER BY key_id, id LIMIT ?\
                                """,
                        JdbcGrantStore::grant,
                        retiring,
                        region,
                        account,
                        Names.position(after.map(Position::key).orElse("")),
                        Names.position(after.map(Position::id).orElse("")),
                        limit));
    }

    @Override
    public long countGrants(String account, String region, KeyId key) {
        return reads.call(session ->
                session.one(
                                "SELECT grants FROM grant_count " + OF_KEY,
                                row -> row.getLong("grants"),
                                account,
                                region,
                                key.toString())
                        .orElse(0L));
    }

    @Override
    public List<DueGrant> expired(Instant now, Optional<DueGrant> after, int limit) {
        return reads.call(session ->
                session.all(
                        """
                        SELECT account, region, key_id, id, expires FROM key_grant
                        WHERE expires <= ? AND (expires, region, key_id, id) > (?, ?, ?, ?)
                        ORDER BY expires, region, key_id, id LIMIT ?\
                        """,
                        JdbcGrantStore::due,
                        now,
                        after.map(DueGrant::due).orElse(Instant.EPOCH),
                        after.map(DueGrant::region).orElse(""),
                        after.map(grant -> grant.key().toString()).orElse(""),
                        after.map(DueGrant::id).orElse(""),
                        limit));
    }

    private static DueGrant due(ResultSet row) throws SQLException {
        return new DueGrant(
                Columns.time(row, "expires"),
                row.getString("account"),
                row.getString("region"),
                new KeyId(row.getString("key_id")),
                row.getString("id"));
    }

    private static Grant grant(ResultSet row) throws SQLException {
        return new Grant(
                row.getString("account"),
                row.getString("region"),
                new KeyId(row.getString("key_id")),
                row.getString("id"),
                row.getString("name"),
                Columns.time(row, "created"),
                row.getString("issuing_account"),
                row.getString("grantee"),
                Optional.ofNullable(row.getString("retiring")),
                Arrays.stream(row.getString("operations").split(",")).map(GrantOperation::valueOf).toList(),
                new GrantConstraints(
                        Columns.optionalMap(row, "context_subset"),
                        Columns.optionalMap(row, "context_equals"),
                        row.getString("source_arn")),
                Columns.optionalTime(row, "expires"));
    }
}
