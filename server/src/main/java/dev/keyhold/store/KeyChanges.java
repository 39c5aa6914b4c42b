package dev.keyhold.store;

import dev.keyhold.keys.Alias;
import dev.keyhold.keys.KeyChange;
import dev.keyhold.keys.KeyMaterial;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.keys.RotationSchedule;
import java.sql.SQLException;
import java.util.List;

/// Applies the changes of keys, materials and aliases. Each is refused by the count of rows that it changed, so that a
/// precondition that does not hold is an answer and not an error.
final class KeyChanges {

    /// So much of a material's id do ciphertexts carry, in hex digits.
    private static final int PREFIX_LENGTH = 32;

    private KeyChanges() {}

    /// @return whether all of it was applied; if not, the caller undoes what was
    static boolean apply(Session session, KeyChange change) throws SQLException {
        return switch (change) {
            case KeyChange.CreateKey(KmsKey key, KeyMaterial material) ->
                    insertKey(session, key) && insertFirstMaterial(session, key, material);
            case KeyChange.UpdateKey(KmsKey key) -> updateKey(session, key);
            case KeyChange.RotateKey(KmsKey key, KeyMaterial material) ->
                    updateKey(session, key) && insertNextMaterial(session, key, material);
            case KeyChange.DeleteKey(KmsKey key, List<Alias> aliases) -> deleteKey(session, key);
            case KeyChange.CreateAlias(Alias alias) -> insertAlias(session, alias);
            case KeyChange.UpdateAlias(Alias alias) -> updateAlias(session, alias);
            case KeyChange.DeleteAlias(Alias alias) -> deleteAlias(session, alias);
        };
    }

    private static boolean insertKey(Session session, KmsKey key) throws SQLException {
        int inserted =
                session.update(
                        """
                        INSERT INTO kms_key (account, region, id, version, created, description, key_spec, key_usage, origin,
                            state, deletion, policy, current_material, rotations, on_demand_rotations, rotation_period, next_rotation,
                            due, tags)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING\
                        """,
                        key.account(),
                        key.region(),
                        key.id().toString(),
                        key.version(),
                        key.created(),
                        Columns.utf8(key.description()),
                        key.keySpec().name(),
                        key.keyUsage().name(),
                        key.origin().name(),
                        key.state().wireName(),
                        key.state().deletion().orElse(null),
                        Columns.utf8(key.policy()),
                        key.currentMaterial(),
                        key.rotations().total(),
                        key.rotations().onDemand(),
                        key.rotations().schedule().map(RotationSchedule::periodInDays).orElse(null),
                        key.rotations().schedule().map(RotationSchedule::next).orElse(null),
                        key.due().orElse(null),
                        Columns.map(key.tags()));
        if (inserted == 1) {
            count(session, key, 1);
        }
        return inserted == 1;
    }

    private static void count(Session session, KmsKey key, int more) throws SQLException {
        session.update(
                """
                INSERT INTO key_count (account, region, keys) VALUES (?, ?, ?)
                ON CONFLICT (account, region) DO UPDATE SET keys = key_count.keys + excluded.keys\
                """,
                key.account(),
                key.region(),
                more);
    }

    private static boolean updateKey(Session session, KmsKey key) throws SQLException {
        int updated =
                session.update(
                        """
                        UPDATE kms_key SET version = ?, description = ?, state = ?, deletion = ?, policy = ?, current_material = ?,
                            rotations = ?, on_demand_rotations = ?, rotation_period = ?, next_rotation = ?, due = ?,
                            tags = ?
                        WHERE account = ? AND region = ? AND id = ? AND version = ?\
                        """,
                        key.version(),
                        Columns.utf8(key.description()),
                        key.state().wireName(),
                        key.state().deletion().orElse(null),
                        Columns.utf8(key.policy()),
                        key.currentMaterial(),
                        key.rotations().total(),
                        key.rotations().onDemand(),
                        key.rotations().schedule().map(RotationSchedule::periodInDays).orElse(null),
                        key.rotations().schedule().map(RotationSchedule::next).orElse(null),
                        key.due().orElse(null),
                        Columns.map(key.tags()),
                        key.account(),
                        key.region(),
                        key.id().toString(),
                        key.version() - 1);
        return updated == 1;
    }

    /// Deletes what refers to the key before the key itself, whose version decides whether any of it holds.
    private static boolean deleteKey(Session session, KmsKey key) throws SQLException {
        String id = key.id().toString();
        session.update(
                "DELETE FROM alias WHERE account = ? AND region = ? AND target = ?", key.account(), key.region(), id);
        GrantChanges.deleteAllOf(session, key);
        session.update(
                "DELETE FROM key_material WHERE account = ? AND region = ? AND key_id = ?",
                key.account(),
                key.region(),
                id);
        int deleted =
                session.update(
                        "DELETE FROM kms_key WHERE account = ? AND region = ? AND id = ? AND version = ?",
                        key.account(),
                        key.region(),
                        id,
                        key.version());
        if (deleted == 1) {
            count(session, key, -1);
        }
        return deleted == 1;
    }

    private static boolean insertFirstMaterial(Session session, KmsKey key, KeyMaterial material) throws SQLException {
        requireCurrent(key, material);
        if (material.sequence() != 0) {
            throw new IllegalArgumentException("the first material of a key has sequence 0");
        }
        return insertMaterial(session, material);
    }

    /// Refused unless the material before it is there and it is not itself, so that no sequence has a gap.
    private static boolean insertNextMaterial(Session session, KmsKey key, KeyMaterial material) throws SQLException {
        requireCurrent(key, material);
        boolean follows =
                session.one(
                                "SELECT 1 FROM key_material WHERE account = ? AND region = ? AND key_id = ? AND sequence = ?",
                                row -> true,
                                material.account(),
                                material.region(),
                                material.keyId().toString(),
                                material.sequence() - 1)
                        .isPresent();
        return follows && insertMaterial(session, material);
    }

    private static boolean insertMaterial(Session session, KeyMaterial material) throws SQLException {
        int inserted =
                session.update(
                        """
                        INSERT INTO key_material (account, region, key_id, sequence, id, prefix, wrapped, created, rotation)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING\
                        """,
                        material.account(),
                        material.region(),
                        material.keyId().toString(),
                        material.sequence(),
                        material.id(),
                        material.id().substring(0, PREFIX_LENGTH),
                        material.wrapped(),
                        material.created(),
                        material.rotation().map(Enum::name).orElse(null));
        return inserted == 1;
    }

    private static void requireCurrent(KmsKey key, KeyMaterial material) {
        if (!material.account().equals(key.account())
                || !material.region().equals(key.region())
                || !material.keyId().equals(key.id())
                || !material.id().equals(key.currentMaterial())) {
            throw new IllegalArgumentException("the material is not the current one of the key");
        }
    }

    private static boolean insertAlias(Session session, Alias alias) throws SQLException {
        int inserted =
                session.update(
                        """
                        INSERT INTO alias (account, region, name, target, version, created, updated)
                        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING\
                        """,
                        alias.account(),
                        alias.region(),
                        alias.name().toString(),
                        alias.target().toString(),
                        alias.version(),
                        alias.created(),
                        alias.updated());
        return inserted == 1;
    }

    private static boolean updateAlias(Session session, Alias alias) throws SQLException {
        int updated =
                session.update(
                        """
                        UPDATE alias SET target = ?, version = ?, updated = ?
                        WHERE account = ? AND region = ? AND name = ? AND version = ?\
                        """,
                        alias.target().toString(),
                        alias.version(),
                        alias.updated(),
                        alias.account(),
                        alias.region(),
                        alias.name().toString(),
                        alias.version() - 1);
        return updated == 1;
    }

    private static boolean deleteAlias(Session session, Alias alias) throws SQLException {
        int deleted =
                session.update(
                        "DELETE FROM alias WHERE account = ? AND region = ? AND name = ? AND version = ?",
                        alias.account(),
                        alias.region(),
                        alias.name().toString(),
                        alias.version());
        return deleted == 1;
    }
}
