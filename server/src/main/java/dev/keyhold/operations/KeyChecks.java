package dev.keyhold.operations;

import dev.keyhold.keys.KeyState;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.Errors;
import dev.keyhold.protocol.kms.EncryptionAlgorithmSpec;
import org.jspecify.annotations.Nullable;

/// What a key's state and kind allow (AWS KMS Developer Guide, "Key states").
final class KeyChecks {

    private KeyChecks() {}

    /// Refuses a key that is not enabled.
    static void usable(KmsKey key) {
        switch (key.state()) {
            case KeyState.Enabled enabled -> {}
            case KeyState.Disabled disabled -> throw Errors.disabled(key.arn());
            case KeyState.PendingDeletion pending -> throw Errors.pendingDeletion(key.arn());
        }
    }

    /// Refuses a key that waits for its deletion, which can only be read, or kept by CancelKeyDeletion.
    static void notPendingDeletion(KmsKey key) {
        if (key.state() instanceof KeyState.PendingDeletion) {
            throw Errors.pendingDeletion(key.arn());
        }
    }

    /// Refuses an algorithm that a symmetric key does not have; absent means the key's own.
    static void symmetricAlgorithm(@Nullable EncryptionAlgorithmSpec algorithm, KmsKey key) {
        if (algorithm != null && algorithm != EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT) {
            throw Errors.incompatibleAlgorithm(algorithm.name(), key.keySpec().name());
        }
    }
}
