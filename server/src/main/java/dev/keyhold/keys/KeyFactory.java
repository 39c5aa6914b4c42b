package dev.keyhold.keys;

import dev.keyhold.crypto.KeyMaterialId;
import dev.keyhold.crypto.Randomness;
import dev.keyhold.crypto.SecretBytes;
import dev.keyhold.protocol.KeyId;
import dev.keyhold.protocol.kms.KeySpec;
import dev.keyhold.protocol.kms.KeyUsageType;
import dev.keyhold.protocol.kms.OriginType;
import dev.keyhold.seal.KeyHierarchy;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Makes new keys and new material. Nothing exists until the change that carries it is committed; what is made in vain
/// is forgotten. Threads: safe.
public final class KeyFactory {

    private static final int MATERIAL_BYTES = 32;

    private final KeyHierarchy hierarchy;
    private final Randomness randomness;

    /// @param hierarchy wraps the material
    /// @param randomness gives ids and material
    public KeyFactory(KeyHierarchy hierarchy, Randomness randomness) {
        this.hierarchy = hierarchy;
        this.randomness = randomness;
    }

    /// What a new key is to be, before it has an id.
    ///
    /// @param account the owner
    /// @param region the logical region
    /// @param description free text
    /// @param policy the key policy, verbatim
    /// @param tags key to value
    public record Blank(String account, String region, String description, String policy, Map<String, String> tags) {}

    /// A key that can be committed.
    ///
    /// @param key version 1, enabled
    /// @param material its first material, wrapped
    public record NewKey(KmsKey key, KeyMaterial material) {}

    /// A new 256-bit symmetric key.
    public NewKey symmetric(Blank blank, Instant now) {
        KeyId id = KeyId.of(randomness.uuidBytes(), false);
        KeyMaterial material = material(blank.account(), blank.region(), id, 0, Optional.empty(), now);
        KmsKey key =
                new KmsKey(
                        blank.account(),
                        blank.region(),
                        id,
                        1,
                        now,
                        blank.description(),
                        KeySpec.SYMMETRIC_DEFAULT,
                        KeyUsageType.ENCRYPT_DECRYPT,
                        OriginType.AWS_KMS,
                        new KeyState.Enabled(),
                        blank.policy(),
                        material.id(),
                        Rotations.NONE,
                        blank.tags());
        return new NewKey(key, material);
    }

    /// The material of a key's next rotation.
    public KeyMaterial nextMaterial(KmsKey key, KeyMaterial.Rotation rotation, Instant now) {
        int sequence = key.rotations().total() + 1;
        return material(key.account(), key.region(), key.id(), sequence, Optional.of(rotation), now);
    }

    private KeyMaterial material(
            String account,
            String region,
            KeyId keyId,
            int sequence,
            Optional<KeyMaterial.Rotation> rotation,
            Instant now) {
        try (SecretBytes secret = randomness.secret(MATERIAL_BYTES)) {
            String id = KeyMaterialId.of(secret, keyId.bytes()).toString();
            return new KeyMaterial(
                    account,
                    region,
                    keyId,
                    sequence,
                    id,
                    hierarchy.wrap(KeyMaterial.row(account, region, keyId, id), secret),
                    now,
                    rotation);
        }
    }
}
