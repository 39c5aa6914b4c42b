package dev.keyhold.store;

import dev.keyhold.identity.AccessKey;
import dev.keyhold.identity.IdentityStore;
import dev.keyhold.identity.User;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// Reads users and credentials. Threads: safe.
final class JdbcIdentityStore implements IdentityStore {

    private final Reads reads;

    JdbcIdentityStore(Reads reads) {
        this.reads = reads;
    }

    @Override
    public Optional<AccessKey> accessKey(String id) {
        if (!Names.storable(id)) {
            return Optional.empty();
        }
        return reads.call(session ->
                session.one(
                        """
                        SELECT account, id, user_name, wrapped_secret, active, version, created
                        FROM access_key WHERE id = ?\
                        """,
                        JdbcIdentityStore::accessKey,
                        id));
    }

    @Override
    public Optional<User> user(String account, String name) {
        if (!Names.storable(account) || !Names.storable(name)) {
            return Optional.empty();
        }
        return reads.call(session ->
                session.one(
                        "SELECT account, name, id, version, created, policies FROM iam_user WHERE account = ? AND name = ?",
                        JdbcIdentityStore::user,
                        account,
                        name));
    }

    private static AccessKey accessKey(ResultSet row) throws SQLException {
        return new AccessKey(
                row.getString("id"),
                row.getString("account"),
                Optional.ofNullable(row.getString("user_name")),
                Columns.blob(row, "wrapped_secret"),
                row.getBoolean("active"),
                row.getLong("version"),
                Columns.time(row, "created"));
    }

    private static User user(ResultSet row) throws SQLException {
        return new User(
                row.getString("account"),
                row.getString("name"),
                row.getString("id"),
                row.getLong("version"),
                Columns.time(row, "created"),
                Columns.map(row, "policies"));
    }
}
