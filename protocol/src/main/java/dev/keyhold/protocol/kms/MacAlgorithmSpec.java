package dev.keyhold.protocol.kms;

/// An algorithm to authenticate a message with. The order is that of the AWS model, which an error lists.
public enum MacAlgorithmSpec {
    HMAC_SHA_224,
    HMAC_SHA_256,
    HMAC_SHA_384,
    HMAC_SHA_512
}
