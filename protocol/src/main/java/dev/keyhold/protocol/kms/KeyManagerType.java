package dev.keyhold.protocol.kms;

/// Who manages a key. The order is that of the AWS model, which an error lists.
public enum KeyManagerType {
    AWS,
    CUSTOMER
}
