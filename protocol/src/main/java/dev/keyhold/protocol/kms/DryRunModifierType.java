package dev.keyhold.protocol.kms;

/// What a dry run leaves out. The order is that of the AWS model, which an error lists.
public enum DryRunModifierType {
    IGNORE_CIPHERTEXT
}
