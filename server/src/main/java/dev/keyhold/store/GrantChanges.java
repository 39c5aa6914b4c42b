package dev.keyhold.store;

import dev.keyhold.keys.Grant;
import dev.keyhold.keys.GrantChange;
import dev.keyhold.keys.KmsKey;
import java.sql.SQLException;
import java.util.stream.Collectors;

/// Applies the changes of grants. Each is refused by the count of rows that it changed.
final class GrantChanges {

    private GrantChanges() {}

    /// @return whether it was applied
    static boolean apply(Session session, GrantChange change) throws SQLException {
        return switch (change) {
            case GrantChange.CreateGrant(Grant grant) -> insert(session, grant);
            case GrantChange.DeleteGrant(Grant grant) -> delete(session, grant);
        };
    }

    private static boolean insert(Session session, Grant grant) throws SQLException {
        int inserted =
                session.update(
                        """
                        INSERT INTO key_grant (account, region, key_id, id, name, created, issuing_account, grantee,
                            retiring, operations, context_subset, context_equals, source_arn, expires)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING\
                        """,
                        grant.account(),
                        grant.region(),
                        grant.key().toString(),
                        grant.id(),
                        grant.name(),
                        grant.created(),
                        grant.issuingAccount(),
                        grant.grantee(),
                        grant.retiring().orElse(null),
                        grant.operations().stream().map(Enum::name).collect(Collectors.joining(",")),
                        Columns.optionalMap(grant.constraints().encryptionContextSubset()),
                        Columns.optionalMap(grant.constraints().encryptionContextEquals()),
                        grant.constraints().sourceArn(),
                        grant.expires().orElse(null));
        if (inserted == 1) {
            session.update(
                    """
                    INSERT INTO grant_count (account, region, key_id, grants) VALUES (?, ?, ?, 1)
                    ON CONFLICT (account, region, key_id) DO UPDATE SET grants = grant_count.grants + 1\
                    """,
                    grant.account(),
                    grant.region(),
                    grant.key().toString());
        }
        return inserted == 1;
    }

    private static boolean delete(Session session, Grant grant) throws SQLException {
        int deleted =
                session.update(
                        "DELETE FROM key_grant WHERE account = ? AND region = ? AND key_id = ? AND id = ?",
                        grant.account(),
                        grant.region(),
                        grant.key().toString(),
                        grant.id());
        if (deleted == 1) {
            session.update(
                    "UPDATE grant_count SET grants = grants - 1 WHERE account = ? AND region = ? AND key_id = ?",
                    grant.account(),
                    grant.region(),
                    grant.key().toString());
        }
        return deleted == 1;
    }

    /// All grants on a key that is deleted.
    static void deleteAllOf(Session session, KmsKey key) throws SQLException {
        for (String table : new String[] {"key_grant", "grant_count"}) {
            session.update(
                    "DELETE FROM " + table + " WHERE account = ? AND region = ? AND key_id = ?",
                    key.account(),
                    key.region(),
                    key.id().toString());
        }
    }
}
