package dev.keyhold.protocol.kms;

/// An algorithm to agree on a secret with. The order is that of the AWS model, which an error lists.
public enum KeyAgreementAlgorithmSpec {
    ECDH
}
