package dev.keyhold.protocol.kms;

/// What ListKeyRotations lists. The order is that of the AWS model, which an error lists.
public enum IncludeKeyMaterial {
    ALL_KEY_MATERIAL,
    ROTATIONS_ONLY
}
