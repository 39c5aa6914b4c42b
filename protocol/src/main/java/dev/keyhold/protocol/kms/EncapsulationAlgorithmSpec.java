package dev.keyhold.protocol.kms;

/// An algorithm to encapsulate a secret with. The order is that of the AWS model, which an error lists.
public enum EncapsulationAlgorithmSpec {
    ML_KEM
}
