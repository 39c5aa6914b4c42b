package dev.keyhold.protocol.kms;

/// What started a rotation. The order is that of the AWS model, which an error lists.
public enum RotationType {
    AUTOMATIC,
    ON_DEMAND
}
