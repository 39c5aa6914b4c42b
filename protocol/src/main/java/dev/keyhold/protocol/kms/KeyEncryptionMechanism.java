package dev.keyhold.protocol.kms;

/// How a reply is encrypted under an enclave's key. The order is that of the AWS model, which an error lists.
public enum KeyEncryptionMechanism {
    RSAES_OAEP_SHA_256
}
