package dev.keyhold.protocol.kms;

/// Where the material of a key comes from. The order is that of the AWS model, which an error lists.
public enum OriginType {
    AWS_KMS,
    EXTERNAL,
    AWS_CLOUDHSM,
    EXTERNAL_KEY_STORE
}
