package dev.keyhold.protocol.kms;

/// Whether imported material is there. The order is that of the AWS model, which an error lists.
public enum ImportState {
    IMPORTED,
    PENDING_IMPORT
}
