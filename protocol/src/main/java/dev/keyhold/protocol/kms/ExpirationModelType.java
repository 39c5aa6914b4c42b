package dev.keyhold.protocol.kms;

/// Whether imported material expires. The order is that of the AWS model, which an error lists.
public enum ExpirationModelType {
    KEY_MATERIAL_EXPIRES,
    KEY_MATERIAL_DOES_NOT_EXPIRE
}
