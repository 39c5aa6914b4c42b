package dev.keyhold.protocol.kms;

/// What a KMS key may be used for. The order is that of the AWS model, which an error lists.
public enum KeyUsageType {
    SIGN_VERIFY,
    ENCRYPT_DECRYPT,
    GENERATE_VERIFY_MAC,
    KEY_AGREEMENT,
    ENCAPSULATE_DECAPSULATE
}
