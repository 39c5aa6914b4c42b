package dev.keyhold.keys;

import dev.keyhold.audit.EntityRef;
import dev.keyhold.protocol.KeyArn;
import dev.keyhold.protocol.KeyId;
import dev.keyhold.protocol.kms.KeySpec;
import dev.keyhold.protocol.kms.KeyUsageType;
import dev.keyhold.protocol.kms.OriginType;
import java.time.Instant;
import java.util.Map;

/// A KMS key as it is stored, without its material.
///
/// @param account the 12-digit owner
/// @param region the logical region
/// @param id unique over all accounts of the region
/// @param version grows by one with every change; the precondition of the next one
/// @param created creation time
/// @param description free text, at most 8,192 characters
/// @param keySpec what kind of material it has
/// @param keyUsage what it may be used for
/// @param origin where its material comes from
/// @param state its state
/// @param policy the key policy, verbatim as it was put
/// @param currentMaterial the 64 hex digits of the material that encrypts; older ones only decrypt
/// @param onDemandRotations how many rotations were asked for so far, which AWS limits for the life of a key
/// @param tags key to value
public record KmsKey(
        String account,
        String region,
        KeyId id,
        long version,
        Instant created,
        String description,
        KeySpec keySpec,
        KeyUsageType keyUsage,
        OriginType origin,
        KeyState state,
        String policy,
        String currentMaterial,
        int onDemandRotations,
        Map<String, String> tags) {

    /// Copies the tags.
    public KmsKey {
        tags = Map.copyOf(tags);
    }

    /// The key's ARN.
    public KeyArn arn() {
        return new KeyArn("aws", region, account, id);
    }

    /// What a decision that read this key depends on.
    public EntityRef ref() {
        return ref(region, id);
    }

    /// The name of the key with this id, whether or not it exists.
    public static EntityRef ref(String region, KeyId id) {
        return new EntityRef("key/" + region + "/" + id);
    }

    /// This key in another state, one version on.
    public KmsKey withState(KeyState newState) {
        return new KmsKey(
                account,
                region,
                id,
                version + 1,
                created,
                description,
                keySpec,
                keyUsage,
                origin,
                newState,
                policy,
                currentMaterial,
                onDemandRotations,
                tags);
    }

    /// This key under another policy, one version on.
    public KmsKey withPolicy(String newPolicy) {
        return new KmsKey(
                account,
                region,
                id,
                version + 1,
                created,
                description,
                keySpec,
                keyUsage,
                origin,
                state,
                newPolicy,
                currentMaterial,
                onDemandRotations,
                tags);
    }

    /// This key after a rotation on demand to `material`, one version on.
    public KmsKey rotatedOnDemand(String material) {
        return new KmsKey(
                account,
                region,
                id,
                version + 1,
                created,
                description,
                keySpec,
                keyUsage,
                origin,
                state,
                policy,
                material,
                onDemandRotations + 1,
                tags);
    }
}
