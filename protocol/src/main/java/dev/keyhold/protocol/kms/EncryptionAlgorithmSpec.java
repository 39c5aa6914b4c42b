package dev.keyhold.protocol.kms;

/// An algorithm to encrypt with. The order is that of the AWS model, which an error lists.
public enum EncryptionAlgorithmSpec {
    SYMMETRIC_DEFAULT,
    RSAES_OAEP_SHA_1,
    RSAES_OAEP_SHA_256,
    SM2PKE
}
