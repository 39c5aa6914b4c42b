package dev.keyhold.protocol.kms;

/// The length of a data key, by name. The order is that of the AWS model, which an error lists.
public enum DataKeySpec {
    AES_256,
    AES_128
}
