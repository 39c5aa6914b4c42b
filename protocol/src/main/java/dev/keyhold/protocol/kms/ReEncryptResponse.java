package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.Blob;
import dev.keyhold.protocol.kms.Shapes.BackingKeyIdType;
import dev.keyhold.protocol.kms.Shapes.CiphertextType;
import dev.keyhold.protocol.kms.Shapes.KeyIdType;
import org.jspecify.annotations.Nullable;

/// Reply of ReEncrypt.
///
/// @param ciphertextBlob the ciphertext
/// @param sourceKeyId the ARN of the key it was under
/// @param keyId the ARN of the key it is under now
/// @param sourceEncryptionAlgorithm the algorithm of the ciphertext
/// @param destinationEncryptionAlgorithm the algorithm of the new ciphertext
/// @param sourceKeyMaterialId the material that decrypted
/// @param destinationKeyMaterialId the material that encrypted
public record ReEncryptResponse(
        @CiphertextType Blob ciphertextBlob,
        @KeyIdType String sourceKeyId,
        @KeyIdType String keyId,
        @Nullable EncryptionAlgorithmSpec sourceEncryptionAlgorithm,
        @Nullable EncryptionAlgorithmSpec destinationEncryptionAlgorithm,
        @BackingKeyIdType @Nullable String sourceKeyMaterialId,
        @BackingKeyIdType @Nullable String destinationKeyMaterialId) {}
