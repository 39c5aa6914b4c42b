package dev.keyhold.store;

import dev.keyhold.identity.AccessKey;
import dev.keyhold.identity.IdentityChange;
import dev.keyhold.identity.User;
import java.sql.SQLException;
import java.util.Locale;

/// Applies the changes of users and credentials. Each is refused by the count of rows that it changed.
final class IdentityChanges {

    private IdentityChanges() {}

    /// @return whether it was applied
    static boolean apply(Session session, IdentityChange change) throws SQLException {
        return switch (change) {
            case IdentityChange.CreateUser(User user) -> insertUser(session, user);
            case IdentityChange.UpdateUser(User user) -> updateUser(session, user);
            case IdentityChange.CreateAccessKey(AccessKey key) -> insertAccessKey(session, key);
            case IdentityChange.UpdateAccessKey(AccessKey key) -> updateAccessKey(session, key);
        };
    }

    private static boolean insertUser(Session session, User user) throws SQLException {
        int inserted =
                session.update(
                        """
                        INSERT INTO iam_user (account, name, folded_name, id, version, created, policies)
                        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING\
                        """,
                        user.account(),
                        user.name(),
                        user.name().toLowerCase(Locale.ROOT),
                        user.id(),
                        user.version(),
                        user.created(),
                        Columns.map(user.policies()));
        return inserted == 1;
    }

    private static boolean updateUser(Session session, User user) throws SQLException {
        int updated =
                session.update(
                        "UPDATE iam_user SET version = ?, policies = ? WHERE account = ? AND name = ? AND version = ?",
                        user.version(),
                        Columns.map(user.policies()),
                        user.account(),
                        user.name(),
                        user.version() - 1);
        return updated == 1;
    }

    private static boolean insertAccessKey(Session session, AccessKey key) throws SQLException {
        int inserted =
                session.update(
                        """
                        INSERT INTO access_key (account, id, user_name, wrapped_secret, active, version, created)
                        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING\
                        """,
                        key.account(),
                        key.id(),
                        key.user().orElse(null),
                        key.wrappedSecret(),
                        key.active(),
                        key.version(),
                        key.created());
        return inserted == 1;
    }

    private static boolean updateAccessKey(Session session, AccessKey key) throws SQLException {
        int updated =
                session.update(
                        "UPDATE access_key SET version = ?, active = ? WHERE account = ? AND id = ? AND version = ?",
                        key.version(),
                        key.active(),
                        key.account(),
                        key.id(),
                        key.version() - 1);
        return updated == 1;
    }
}
