package dev.keyhold.protocol.kms;

/// The part of a key in a multi-Region set. The order is that of the AWS model, which an error lists.
public enum MultiRegionKeyType {
    PRIMARY,
    REPLICA
}
