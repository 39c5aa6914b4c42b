package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.Blob;
import dev.keyhold.protocol.kms.Shapes.BackingKeyIdType;
import dev.keyhold.protocol.kms.Shapes.CiphertextType;
import dev.keyhold.protocol.kms.Shapes.KeyIdType;
import dev.keyhold.protocol.kms.Shapes.PlaintextType;
import org.jspecify.annotations.Nullable;

/// Reply of GenerateDataKey.
///
/// @param ciphertextBlob the data key under the KMS key
/// @param plaintext the data key
/// @param keyId the key's ARN
/// @param ciphertextForRecipient the plaintext under the enclave's key, in place of it
/// @param keyMaterialId the material that was used
public record GenerateDataKeyResponse(
        @CiphertextType Blob ciphertextBlob,
        @PlaintextType @Nullable Blob plaintext,
        @KeyIdType String keyId,
        @CiphertextType @Nullable Blob ciphertextForRecipient,
        @BackingKeyIdType @Nullable String keyMaterialId) {}
