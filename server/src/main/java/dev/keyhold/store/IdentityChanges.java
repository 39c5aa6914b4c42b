package dev.keyhold.store;

import dev.keyhold.identity.AccessKey;
import dev.keyhold.identity.Group;
import dev.keyhold.identity.IdentityChange;
import dev.keyhold.identity.ManagedPolicy;
import dev.keyhold.identity.PolicyHolder;
import dev.keyhold.identity.Role;
import dev.keyhold.identity.User;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Applies the changes of identities, managed policies and credentials. Each is refused by the count of rows that it
/// changed, or because what it refers to is not there.
final class IdentityChanges {

    private IdentityChanges() {}

    /// @return whether all of it was applied; if not, the caller undoes what was
    static boolean apply(Session session, IdentityChange change) throws SQLException {
        return switch (change) {
            case IdentityChange.Create(PolicyHolder holder) -> insert(session, holder) && referTo(session, holder);
            case IdentityChange.Update(PolicyHolder holder) ->
                    update(session, holder) && unrefer(session, holder) && referTo(session, holder);
            case IdentityChange.Delete(PolicyHolder holder) -> unrefer(session, holder) && delete(session, holder);
            case IdentityChange.CreatePolicy(ManagedPolicy policy) ->
                    insertPolicy(session, policy) && insertTexts(session, policy);
            case IdentityChange.UpdatePolicy(ManagedPolicy policy) ->
                    updatePolicy(session, policy) && deleteTexts(session, policy) && insertTexts(session, policy);
            case IdentityChange.DeletePolicy(ManagedPolicy policy) ->
                    deleteTexts(session, policy) && deletePolicy(session, policy);
            case IdentityChange.CreateAccessKey(AccessKey key) -> insertAccessKey(session, key);
            case IdentityChange.UpdateAccessKey(AccessKey key) -> updateAccessKey(session, key);
            case IdentityChange.DeleteAccessKey(AccessKey key) -> deleteAccessKey(session, key);
        };
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static byte[] set(Collection<String> texts) {
        Map<String, String> map = new LinkedHashMap<>();
        texts.forEach(text -> map.put(text, ""));
        return Columns.map(map);
    }

    private static Collection<String> groups(PolicyHolder holder) {
        return holder instanceof User user ? user.groups() : List.of();
    }

    private static byte[] tags(PolicyHolder holder) {
        return Columns.map(
                switch (holder) {
                    case User user -> user.tags();
                    case Role role -> role.tags();
                    case Group _ -> Map.of();
                });
    }

    private static byte @Nullable [] trust(PolicyHolder holder) {
        return holder instanceof Role role ? Columns.utf8(role.trust()) : null;
    }

    private static byte @Nullable [] description(PolicyHolder holder) {
        return holder instanceof Role role ? Columns.utf8(role.description()) : null;
    }

    private static @Nullable Integer maxSession(PolicyHolder holder) {
        return holder instanceof Role role ? Math.toIntExact(role.maxSession().toSeconds()) : null;
    }

    private static boolean insert(Session session, PolicyHolder holder) throws SQLException {
        int inserted =
                session.update(
                        """
                        INSERT INTO iam_identity (account, kind, id, name, folded_name, path, version, created, policies,
                            managed, boundary, member_of, tags, trust, description, max_session)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING\
                        """,
                        holder.account(),
                        holder.kind().word(),
                        holder.id(),
                        holder.name(),
                        folded(holder.name()),
                        holder.path(),
                        holder.version(),
                        holder.created(),
                        Columns.map(holder.attachments().inline()),
                        set(holder.attachments().managed()),
                        holder.attachments().boundary().orElse(null),
                        set(groups(holder)),
                        tags(holder),
                        trust(holder),
                        description(holder),
                        maxSession(holder));
        return inserted == 1;
    }

    private static boolean update(Session session, PolicyHolder holder) throws SQLException {
        boolean taken =
                session.one(
                                """
                                SELECT 1 FROM iam_identity
                                WHERE account = ? AND kind = ? AND folded_name = ? AND id <> ?\
                                """,
                                row -> true,
                                holder.account(),
                                holder.kind().word(),
                                folded(holder.name()),
                                holder.id())
                        .isPresent();
        int updated =
                taken
                        ? 0
                        : session.update(
                                """
                                UPDATE iam_identity SET name = ?, folded_name = ?, path = ?, version = ?, policies = ?,
                                    managed = ?, boundary = ?, member_of = ?, tags = ?, trust = ?, description = ?,
                                    max_session = ?
                                WHERE account = ? AND id = ? AND version = ?\
                                """,
                                holder.name(),
                                folded(holder.name()),
                                holder.path(),
                                holder.version(),
                                Columns.map(holder.attachments().inline()),
                                set(holder.attachments().managed()),
                                holder.attachments().boundary().orElse(null),
                                set(groups(holder)),
                                tags(holder),
                                trust(holder),
                                description(holder),
                                maxSession(holder),
                                holder.account(),
                                holder.id(),
                                holder.version() - 1);
        return updated == 1;
    }

    private static boolean delete(Session session, PolicyHolder holder) throws SQLException {
        return session.update(
                        "DELETE FROM iam_identity WHERE account = ? AND id = ? AND version = ?",
                        holder.account(),
                        holder.id(),
                        holder.version())
                == 1;
    }

    /// Notes at the other end whom the identity refers to.
    private static boolean referTo(Session session, PolicyHolder holder) throws SQLException {
        for (String group : groups(holder)) {
            session.update(
                    "INSERT INTO iam_member (account, group_id, user_id) VALUES (?, ?, ?)",
                    holder.account(),
                    group,
                    holder.id());
        }
        for (String policy : holder.attachments().managed()) {
            carry(session, holder, policy, false);
        }
        if (holder.attachments().boundary().isPresent()) {
            carry(session, holder, holder.attachments().boundary().get(), true);
        }
        return true;
    }

    private static void carry(Session session, PolicyHolder holder, String policy, boolean asBoundary)
            throws SQLException {
        session.update(
                "INSERT INTO iam_carrier (account, policy_arn, identity, as_boundary) VALUES (?, ?, ?, ?)",
                holder.account(),
                policy,
                holder.id(),
                asBoundary);
    }

    private static boolean unrefer(Session session, PolicyHolder holder) throws SQLException {
        session.update("DELETE FROM iam_member WHERE account = ? AND user_id = ?", holder.account(), holder.id());
        session.update("DELETE FROM iam_carrier WHERE account = ? AND identity = ?", holder.account(), holder.id());
        return true;
    }

    private static boolean insertPolicy(Session session, ManagedPolicy policy) throws SQLException {
        int inserted =
                session.update(
                        """
                        INSERT INTO iam_policy (account, id, name, folded_name, path, version, created, updated, description,
                            default_version, latest_version, tags)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING\
                        """,
                        policy.account(),
                        policy.id(),
                        policy.name(),
                        folded(policy.name()),
                        policy.path(),
                        policy.version(),
                        policy.created(),
                        policy.updated(),
                        Columns.utf8(policy.description()),
                        policy.defaultVersion(),
                        policy.latestVersion(),
                        Columns.map(policy.tags()));
        return inserted == 1;
    }

    private static boolean insertTexts(Session session, ManagedPolicy policy) throws SQLException {
        for (Map.Entry<Integer, ManagedPolicy.Text> text : policy.texts().entrySet()) {
            session.update(
                    "INSERT INTO iam_policy_text (account, policy_id, number, created, document) VALUES (?, ?, ?, ?, ?)",
                    policy.account(),
                    policy.id(),
                    text.getKey(),
                    text.getValue().created(),
                    Columns.utf8(text.getValue().document()));
        }
        return true;
    }

    private static boolean deleteTexts(Session session, ManagedPolicy policy) throws SQLException {
        session.update(
                "DELETE FROM iam_policy_text WHERE account = ? AND policy_id = ?", policy.account(), policy.id());
        return true;
    }

    private static boolean updatePolicy(Session session, ManagedPolicy policy) throws SQLException {
        int updated =
                session.update(
                        """
                        UPDATE iam_policy SET version = ?, updated = ?, default_version = ?, latest_version = ?, tags = ?
                        WHERE account = ? AND id = ? AND version = ?\
                        """,
                        policy.version(),
                        policy.updated(),
                        policy.defaultVersion(),
                        policy.latestVersion(),
                        Columns.map(policy.tags()),
                        policy.account(),
                        policy.id(),
                        policy.version() - 1);
        return updated == 1;
    }

    private static boolean deletePolicy(Session session, ManagedPolicy policy) throws SQLException {
        int deleted =
                session.update(
                        """
                        DELETE FROM iam_policy WHERE account = ? AND id = ? AND version = ?
                            AND NOT EXISTS (SELECT 1 FROM iam_carrier WHERE iam_carrier.account = ? AND policy_arn = ?)\
                        """,
                        policy.account(),
                        policy.id(),
                        policy.version(),
                        policy.account(),
                        policy.arn());
        return deleted == 1;
    }

    private static boolean insertAccessKey(Session session, AccessKey key) throws SQLException {
        int inserted =
                session.update(
                        """
                        INSERT INTO access_key (account, id, user_id, wrapped_secret, active, version, created)
                        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING\
                        """,
                        key.account(),
                        key.id(),
                        key.userId().orElse(null),
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

    private static boolean deleteAccessKey(Session session, AccessKey key) throws SQLException {
        int deleted =
                session.update(
                        "DELETE FROM access_key WHERE account = ? AND id = ? AND version = ?",
                        key.account(),
                        key.id(),
                        key.version());
        return deleted == 1;
    }
}
