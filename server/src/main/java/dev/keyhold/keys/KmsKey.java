package dev.keyhold.keys;

import dev.keyhold.audit.EntityRef;
import dev.keyhold.protocol.KeyArn;
import dev.keyhold.protocol.KeyId;
import dev.keyhold.protocol.kms.KeySpec;
import dev.keyhold.protocol.kms.KeyUsageType;
import dev.keyhold.protocol.kms.OriginType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

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
/// @param rotations those it has had and those to come
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
        Rotations rotations,
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

    /// When the schedule has something to do with this key, given nobody changes it before: its deletion, or its next
    /// rotation while it is enabled.
    public Optional<Instant> due() {
        return switch (state) {
            case KeyState.PendingDeletion(Instant date) -> Optional.of(date);
            case KeyState.Enabled enabled -> rotations.schedule().map(RotationSchedule::next);
            case KeyState.Disabled disabled -> Optional.empty();
        };
    }

    /// What is to be done with the key at `now` by itself.
    public Optional<DueKey.Act> dueAt(Instant now) {
        return due().filter(date -> !date.isAfter(now))
                .map(date -> state instanceof KeyState.PendingDeletion ? DueKey.Act.DELETE : DueKey.Act.ROTATE);
    }

    /// This key in another state, one version on.
    public KmsKey withState(KeyState newState) {
        return with(description, newState, policy, tags);
    }

    /// This key under another policy, one version on.
    public KmsKey withPolicy(String newPolicy) {
        return with(description, state, newPolicy, tags);
    }

    /// This key with another description, one version on.
    public KmsKey withDescription(String newDescription) {
        return with(newDescription, state, policy, tags);
    }

    /// This key with other tags, one version on.
    public KmsKey withTags(Map<String, String> newTags) {
        return with(description, state, policy, newTags);
    }

    /// This key rotated by another schedule or none, one version on.
    public KmsKey withSchedule(Optional<RotationSchedule> schedule) {
        return with(currentMaterial, rotations.by(schedule));
    }

    /// This key after a rotation on demand to `material`, one version on.
    public KmsKey rotatedOnDemand(String material) {
        return with(material, rotations.plusOnDemand());
    }

    /// This key after the rotation that was due, to `material`, one version on.
    public KmsKey rotatedBySchedule(String material, Instant now) {
        return with(material, rotations.plusScheduled(now));
    }

    private KmsKey with(String newDescription, KeyState newState, String newPolicy, Map<String, String> newTags) {
        return new KmsKey(
                account,
                region,
                id,
                version + 1,
                created,
                newDescription,
                keySpec,
                keyUsage,
                origin,
                newState,
                newPolicy,
                currentMaterial,
                rotations,
                newTags);
    }

    private KmsKey with(String newMaterial, Rotations newRotations) {
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
                newMaterial,
                newRotations,
                tags);
    }
}
