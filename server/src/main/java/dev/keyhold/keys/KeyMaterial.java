package dev.keyhold.keys;

import dev.keyhold.crypto.RowIdentity;
import dev.keyhold.protocol.Blob;
import dev.keyhold.protocol.KeyId;
import java.time.Instant;
import java.util.Optional;

/// One material of a KMS key, wrapped by a domain key. A key's first material has sequence 0; every rotation adds one
/// and none is removed, so that whatever was encrypted can be decrypted.
///
/// @param account the key's owner
/// @param region the key's logical region
/// @param keyId the key
/// @param sequence 0 for the material that the key was created with
/// @param id 64 hex digits, computed from key and material
/// @param wrapped the material under a domain key, bound to this row
/// @param created when it was made, which for a rotated material is the rotation date
/// @param rotation why it was made; empty for the first
public record KeyMaterial(
        String account,
        String region,
        KeyId keyId,
        int sequence,
        String id,
        Blob wrapped,
        Instant created,
        Optional<Rotation> rotation) {

    /// The identity of the row, to which the wrapped material is bound so that rows cannot be swapped.
    public static RowIdentity row(String account, String region, KeyId keyId, String id) {
        return RowIdentity.of("key_material", account, region, keyId.toString(), id);
    }

    /// The identity of this row.
    public RowIdentity row() {
        return row(account, region, keyId, id);
    }

    /// What made a material current.
    public enum Rotation {
        /// The schedule.
        AUTOMATIC,
        /// RotateKeyOnDemand.
        ON_DEMAND
    }
}
