package dev.keyhold.operations;

import dev.keyhold.keys.KeyState;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.kms.CustomerMasterKeySpec;
import dev.keyhold.protocol.kms.EncryptionAlgorithmSpec;
import dev.keyhold.protocol.kms.KeyManagerType;
import dev.keyhold.protocol.kms.KeyMetadata;
import java.util.List;

/// A key as DescribeKey and CreateKey show it.
final class Metadata {

    private Metadata() {}

    /// The members that the real service sends for a symmetric key, no more.
    static KeyMetadata of(KmsKey key) {
        return KeyMetadata.builder(key.id().toString())
                .awsAccountId(key.account())
                .arn(key.arn().toString())
                .creationDate(key.created())
                .enabled(key.state() instanceof KeyState.Enabled)
                .description(key.description())
                .keyUsage(key.keyUsage())
                .keyState(state(key))
                .deletionDate(key.state().deletion().orElse(null))
                .origin(key.origin())
                .keyManager(KeyManagerType.CUSTOMER)
                .customerMasterKeySpec(CustomerMasterKeySpec.SYMMETRIC_DEFAULT)
                .keySpec(key.keySpec())
                .encryptionAlgorithms(List.of(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT))
                .multiRegion(false)
                .currentKeyMaterialId(key.currentMaterial())
                .build();
    }

    private static dev.keyhold.protocol.kms.KeyState state(KmsKey key) {
        return switch (key.state()) {
            case KeyState.Enabled enabled -> dev.keyhold.protocol.kms.KeyState.ENABLED;
            case KeyState.Disabled disabled -> dev.keyhold.protocol.kms.KeyState.DISABLED;
            case KeyState.PendingDeletion pending -> dev.keyhold.protocol.kms.KeyState.PENDING_DELETION;
        };
    }
}
