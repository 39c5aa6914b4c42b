package dev.keyhold.store;

import dev.keyhold.identity.AccessKey;
import dev.keyhold.identity.Attachments;
import dev.keyhold.identity.Group;
import dev.keyhold.identity.IdentityStore;
import dev.keyhold.identity.ManagedPolicy;
import dev.keyhold.identity.PolicyHolder;
import dev.keyhold.identity.PolicyHolder.Kind;
import dev.keyhold.identity.Role;
import dev.keyhold.identity.User;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reads identities, managed policies and credentials. Threads: safe.
final class JdbcIdentityStore implements IdentityStore {

    private static final String HOLDER =
            """
            SELECT account, kind, id, name, path, version, created, policies, managed, boundary, member_of, tags, trust,
                description, max_session
            FROM iam_identity
            """;
    private static final String POLICY =
            """
            SELECT account, id, name, path, version, created, updated, description, default_version, latest_version, tags
            FROM iam_policy
            """;
    private static final String ACCESS_KEY =
            "SELECT account, id, user_id, wrapped_secret, active, version, created FROM access_key ";

    private final Reads reads;

    JdbcIdentityStore(Reads reads) {
        this.reads = reads;
    }

    @Override
    public Optional<AccessKey> accessKey(String id) {
        if (!Names.storable(id)) {
            return Optional.empty();
        }
        return reads.call(session -> session.one(ACCESS_KEY + "WHERE id = ?", JdbcIdentityStore::accessKey, id));
    }

    @Override
    public List<AccessKey> accessKeysOf(String account, String userId) {
        return reads.call(session ->
                session.all(
                        ACCESS_KEY + "WHERE account = ? AND user_id = ? ORDER BY id",
                        JdbcIdentityStore::accessKey,
                        account,
                        userId));
    }

    @Override
    public List<AccessKey> accessKeysOfRoot(String account) {
        return reads.call(session ->
                session.all(
                        ACCESS_KEY + "WHERE account = ? AND user_id IS NULL ORDER BY id",
                        JdbcIdentityStore::accessKey,
                        account));
    }

    @Override
    public Optional<User> user(String account, String name) {
        return named(account, Kind.USER, name).map(User.class::cast);
    }

    @Override
    public Optional<Group> group(String account, String name) {
        return named(account, Kind.GROUP, name).map(Group.class::cast);
    }

    @Override
    public Optional<Role> role(String account, String name) {
        return named(account, Kind.ROLE, name).map(Role.class::cast);
    }

    private Optional<PolicyHolder> named(String account, Kind kind, String name) {
        if (!Names.storable(account) || !Names.storable(name)) {
            return Optional.empty();
        }
        return reads.call(session ->
                session.one(
                        HOLDER + "WHERE account = ? AND kind = ? AND folded_name = ? AND name = ?",
                        JdbcIdentityStore::holder,
                        account,
                        kind.word(),
                        name.toLowerCase(Locale.ROOT),
                        name));
    }

    @Override
    public boolean isNameTaken(String account, Kind kind, String name) {
        return reads.call(session ->
                session.one(
                                "SELECT 1 FROM iam_identity WHERE account = ? AND kind = ? AND folded_name = ?",
                                row -> true,
                                account,
                                kind.word(),
                                name.toLowerCase(Locale.ROOT))
                        .isPresent());
    }

    @Override
    public Optional<PolicyHolder> holder(String account, String id) {
        return reads.call(session ->
                session.one(HOLDER + "WHERE account = ? AND id = ?", JdbcIdentityStore::holder, account, id));
    }

    @Override
    public List<PolicyHolder> holders(String account, Kind kind, String pathPrefix, String after, int limit) {
        return reads.call(session ->
                session.all(
                        HOLDER
                                + """
                                WHERE account = ? AND kind = ? AND folded_name > ? AND substr(path, 1, ?) = ?
                                ORDER BY folded_name LIMIT ?\
                                """,
                        JdbcIdentityStore::holder,
                        account,
                        kind.word(),
                        position(after),
                        pathPrefix.length(),
                        pathPrefix,
                        limit));
    }

    @Override
    public List<User> members(String account, String groupId, String after, int limit) {
        return reads
                .call(session ->
                        session.all(
                                HOLDER
                                        + """
                                        WHERE account = ? AND folded_name > ? AND id IN
                                            (SELECT user_id FROM iam_member WHERE account = ? AND group_id = ?)
                                        ORDER BY folded_name LIMIT ?\
                                        """,
                                JdbcIdentityStore::holder,
                                account,
                                position(after),
                                account,
                                groupId,
                                limit))
                .stream()
                .map(User.class::cast)
                .toList();
    }

    private static String position(String after) {
        return Names.position(after).toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<ManagedPolicy> policy(String account, String name) {
        if (!Names.storable(account) || !Names.storable(name)) {
            return Optional.empty();
        }
        return reads.call(session -> {
            Optional<ManagedPolicy> found =
                    session.one(
                            POLICY + "WHERE account = ? AND folded_name = ? AND name = ?",
                            JdbcIdentityStore::policy,
                            account,
                            name.toLowerCase(Locale.ROOT),
                            name);
            return found.isEmpty() ? found : Optional.of(withTexts(session, found.get()));
        });
    }

    @Override
    public boolean isPolicyNameTaken(String account, String name) {
        return reads.call(session ->
                session.one(
                                "SELECT 1 FROM iam_policy WHERE account = ? AND folded_name = ?",
                                row -> true,
                                account,
                                name.toLowerCase(Locale.ROOT))
                        .isPresent());
    }

    @Override
    public List<ManagedPolicy> policies(String account, String pathPrefix, String after, int limit) {
        return reads.call(session -> {
            List<ManagedPolicy> found =
                    session.all(
                            POLICY
                                    + """
                                    WHERE account = ? AND folded_name > ? AND substr(path, 1, ?) = ?
                                    ORDER BY folded_name LIMIT ?\
                                    """,
                            JdbcIdentityStore::policy,
                            account,
                            position(after),
                            pathPrefix.length(),
                            pathPrefix,
                            limit);
            List<ManagedPolicy> whole = new ArrayList<>(found.size());
            for (ManagedPolicy policy : found) {
                whole.add(withTexts(session, policy));
            }
            return whole;
        });
    }

    @Override
    public List<PolicyHolder> carriersOf(String account, String policyArn, boolean asBoundary) {
        return reads.call(session ->
                session.all(
                        HOLDER
                                + """
                                WHERE account = ? AND id IN (SELECT identity FROM iam_carrier
                                    WHERE account = ? AND policy_arn = ? AND as_boundary = ?)
                                ORDER BY kind, folded_name\
                                """,
                        JdbcIdentityStore::holder,
                        account,
                        account,
                        policyArn,
                        asBoundary));
    }

    @Override
    public long countHolders(String account, Kind kind) {
        return reads.call(session ->
                session.one(
                                "SELECT count(*) AS n FROM iam_identity WHERE account = ? AND kind = ?",
                                row -> row.getLong("n"),
                                account,
                                kind.word())
                        .orElseThrow());
    }

    @Override
    public long countPolicies(String account) {
        return reads.call(session ->
                session.one("SELECT count(*) AS n FROM iam_policy WHERE account = ?", row -> row.getLong("n"), account)
                        .orElseThrow());
    }

    private static AccessKey accessKey(ResultSet row) throws SQLException {
        return new AccessKey(
                row.getString("id"),
                row.getString("account"),
                Optional.ofNullable(row.getString("user_id")),
                Columns.blob(row, "wrapped_secret"),
                row.getBoolean("active"),
                row.getLong("version"),
                Columns.time(row, "created"));
    }

    private static PolicyHolder holder(ResultSet row) throws SQLException {
        String kind = row.getString("kind");
        Attachments attachments =
                new Attachments(
                        Columns.map(row, "policies"),
                        set(row, "managed"),
                        Optional.ofNullable(row.getString("boundary")));
        return switch (Kind.valueOf(kind.toUpperCase(Locale.ROOT))) {
            case USER ->
                    new User(
                            row.getString("account"),
                            row.getString("path"),
                            row.getString("name"),
                            row.getString("id"),
                            row.getLong("version"),
                            Columns.time(row, "created"),
                            attachments,
                            set(row, "member_of"),
                            Columns.map(row, "tags"));
            case GROUP ->
                    new Group(
                            row.getString("account"),
                            row.getString("path"),
                            row.getString("name"),
                            row.getString("id"),
                            row.getLong("version"),
                            Columns.time(row, "created"),
                            attachments);
            case ROLE ->
                    new Role(
                            row.getString("account"),
                            row.getString("path"),
                            row.getString("name"),
                            row.getString("id"),
                            row.getLong("version"),
                            Columns.time(row, "created"),
                            attachments,
                            Columns.text(row, "trust"),
                            Columns.text(row, "description"),
                            Duration.ofSeconds(row.getInt("max_session")),
                            Columns.map(row, "tags"));
        };
    }

    private static SortedSet<String> set(ResultSet row, String column) throws SQLException {
        return new TreeSet<>(Columns.map(row, column).keySet());
    }

    /// Without its texts.
    private static ManagedPolicy policy(ResultSet row) throws SQLException {
        return new ManagedPolicy(
                row.getString("account"),
                row.getString("path"),
                row.getString("name"),
                row.getString("id"),
                row.getLong("version"),
                Columns.time(row, "created"),
                Columns.time(row, "updated"),
                Columns.text(row, "description"),
                row.getInt("default_version"),
                row.getInt("latest_version"),
                new TreeMap<>(),
                Columns.map(row, "tags"));
    }

    private record Numbered(int number, ManagedPolicy.Text text) {}

    private static ManagedPolicy withTexts(Session session, ManagedPolicy policy) throws SQLException {
        SortedMap<Integer, ManagedPolicy.Text> texts = new TreeMap<>();
        session.all(
                        "SELECT number, created, document FROM iam_policy_text WHERE account = ? AND policy_id = ?",
                        row ->
                                new Numbered(
                                        row.getInt("number"),
                                        new ManagedPolicy.Text(
                                                Columns.text(row, "document"), Columns.time(row, "created"))),
                        policy.account(),
                        policy.id())
                .forEach(read -> texts.put(read.number(), read.text()));
        return policy.withTexts(texts);
    }
}
