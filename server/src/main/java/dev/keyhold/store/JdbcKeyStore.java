package dev.keyhold.store;

import com.github.benmanes.caffeine.cache.Interner;
import dev.keyhold.keys.Alias;
import dev.keyhold.keys.DueKey;
import dev.keyhold.keys.KeyMaterial;
import dev.keyhold.keys.KeyState;
import dev.keyhold.keys.KeyStore;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.keys.RotationSchedule;
import dev.keyhold.keys.Rotations;
import dev.keyhold.protocol.AliasName;
import dev.keyhold.protocol.KeyId;
import dev.keyhold.protocol.kms.KeySpec;
import dev.keyhold.protocol.kms.KeyUsageType;
import dev.keyhold.protocol.kms.OriginType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Reads keys, materials and aliases. Threads: safe.
final class JdbcKeyStore implements KeyStore {

    private static final String KEY =
            """
            SELECT account, region, id, version, created, description, key_spec, key_usage, origin, state, deletion,
                policy, current_material, rotations, on_demand_rotations, rotation_period, next_rotation, tags
            FROM kms_key
            """;
    private static final String MATERIAL =
            "SELECT account, region, key_id, sequence, id, wrapped, created, rotation FROM key_material ";
    private static final String ALIAS = "SELECT account, region, name, target, version, created, updated FROM alias ";

    /// Most keys of a deployment share their account, region and policy. One text for all of them is compared by
    /// identity, and stays in the processor's caches.
    private static final Interner<String> SHARED = Interner.newWeakInterner();

    private final Reads reads;

    JdbcKeyStore(Reads reads) {
        this.reads = reads;
    }

    @Override
    public Optional<KmsKey> key(String region, KeyId id) {
        return reads.call(
                session -> session.one(KEY + "WHERE region = ? AND id = ?", JdbcKeyStore::key, region, id.toString()));
    }

    @Override
    public Optional<KeyMaterial> material(String region, KeyId id, String materialPrefix) {
        return reads.call(session ->
                session.one(
                        MATERIAL + "WHERE region = ? AND key_id = ? AND prefix = ?",
                        JdbcKeyStore::material,
                        region,
                        id.toString(),
                        materialPrefix));
    }

    @Override
    public Optional<Alias> alias(String account, String region, AliasName name) {
        return reads.call(session ->
                session.one(
                        ALIAS + "WHERE account = ? AND region = ? AND name = ?",
                        JdbcKeyStore::alias,
                        account,
                        region,
                        name.toString()));
    }

    @Override
    public List<KeyId> keyIds(String account, String region, String after, int limit) {
        return reads.call(session ->
                session.all(
                        "SELECT id FROM kms_key WHERE account = ? AND region = ? AND id > ? ORDER BY id LIMIT ?",
                        row -> new KeyId(row.getString("id")),
                        account,
                        region,
                        Names.position(after),
                        limit));
    }

    @Override
    public List<Alias> aliases(String account, String region, String after, int limit) {
        return reads.call(session ->
                session.all(
                        ALIAS + "WHERE account = ? AND region = ? AND name > ? ORDER BY name LIMIT ?",
                        JdbcKeyStore::alias,
                        account,
                        region,
                        Names.position(after),
                        limit));
    }

    @Override
    public List<Alias> aliasesOf(String account, String region, KeyId target, String after, int limit) {
        return reads.call(session ->
                session.all(
                        ALIAS + "WHERE account = ? AND region = ? AND target = ? AND name > ? ORDER BY name LIMIT ?",
                        JdbcKeyStore::alias,
                        account,
                        region,
                        target.toString(),
                        Names.position(after),
                        limit));
    }

    @Override
    public List<KeyMaterial> materials(String region, KeyId id, int after, int limit) {
        return reads.call(session ->
                session.all(
                        MATERIAL + "WHERE region = ? AND key_id = ? AND sequence > ? ORDER BY sequence LIMIT ?",
                        JdbcKeyStore::material,
                        region,
                        id.toString(),
                        after,
                        limit));
    }

    @Override
    public long countKeys(String account, String region) {
        return reads.call(session ->
                session.one(
                                "SELECT keys FROM key_count WHERE account = ? AND region = ?",
                                row -> row.getLong("keys"),
                                account,
                                region)
                        .orElse(0L));
    }

    @Override
    public List<DueKey> due(Instant now, Optional<DueKey> after, int limit) {
        return reads.call(session ->
                session.all(
                        """
                        SELECT account, region, id, state, due FROM kms_key
                        WHERE due <= ? AND (due, region, id) > (?, ?, ?) ORDER BY due, region, id LIMIT ?\
                        """,
                        JdbcKeyStore::due,
                        now,
                        after.map(DueKey::due).orElse(Instant.EPOCH),
                        after.map(DueKey::region).orElse(""),
                        after.map(key -> key.id().toString()).orElse(""),
                        limit));
    }

    @Override
    public long countAliasesOf(String account, String region, KeyId target) {
        return reads.call(session ->
                count(
                        session,
                        "SELECT count(*) AS n FROM alias WHERE account = ? AND region = ? AND target = ?",
                        account,
                        region,
                        target.toString()));
    }

    private static long count(Session session, String sql, Object... values) throws SQLException {
        return session.one(sql, row -> row.getLong("n"), values).orElseThrow();
    }

    private static KmsKey key(ResultSet row) throws SQLException {
        return new KmsKey(
                SHARED.intern(row.getString("account")),
                SHARED.intern(row.getString("region")),
                new KeyId(row.getString("id")),
                row.getLong("version"),
                Columns.time(row, "created"),
                Columns.text(row, "description"),
                KeySpec.valueOf(row.getString("key_spec")),
                KeyUsageType.valueOf(row.getString("key_usage")),
                OriginType.valueOf(row.getString("origin")),
                KeyState.of(row.getString("state"), Columns.optionalTime(row, "deletion")),
                SHARED.intern(Columns.text(row, "policy")),
                row.getString("current_material"),
                new Rotations(row.getInt("rotations"), row.getInt("on_demand_rotations"), schedule(row)),
                Columns.map(row, "tags"));
    }

    private static Optional<RotationSchedule> schedule(ResultSet row) throws SQLException {
        Optional<Instant> next = Columns.optionalTime(row, "next_rotation");
        int period = row.getInt("rotation_period");
        return next.map(date -> new RotationSchedule(period, date));
    }

    private static DueKey due(ResultSet row) throws SQLException {
        return new DueKey(
                Columns.time(row, "due"),
                row.getString("account"),
                row.getString("region"),
                new KeyId(row.getString("id")),
                row.getString("state").equals("PendingDeletion") ? DueKey.Act.DELETE : DueKey.Act.ROTATE);
    }

    private static KeyMaterial material(ResultSet row) throws SQLException {
        return new KeyMaterial(
                row.getString("account"),
                row.getString("region"),
                new KeyId(row.getString("key_id")),
                row.getInt("sequence"),
                row.getString("id"),
                Columns.blob(row, "wrapped"),
                Columns.time(row, "created"),
                Optional.ofNullable(row.getString("rotation")).map(KeyMaterial.Rotation::valueOf));
    }

    private static Alias alias(ResultSet row) throws SQLException {
        return new Alias(
                row.getString("account"),
                row.getString("region"),
                new AliasName(row.getString("name")),
                new KeyId(row.getString("target")),
                row.getLong("version"),
                Columns.time(row, "created"),
                Columns.time(row, "updated"));
    }
}
