package dev.keyhold.protocol.kms;

/// What a piece of key material does. The order is that of the AWS model, which an error lists.
public enum KeyMaterialState {
    NON_CURRENT,
    CURRENT,
    PENDING_ROTATION,
    PENDING_MULTI_REGION_IMPORT_AND_ROTATION
}
