package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.Blob;
import dev.keyhold.protocol.kms.Shapes.BackingKeyIdType;
import dev.keyhold.protocol.kms.Shapes.CiphertextType;
import dev.keyhold.protocol.kms.Shapes.KeyIdType;
import org.jspecify.annotations.Nullable;

/// Reply of GenerateDataKeyWithoutPlaintext.
///
/// @param ciphertextBlob the data key under the KMS key
/// @param keyId the key's ARN
/// @param keyMaterialId the material that was used
public record GenerateDataKeyWithoutPlaintextResponse(
        @CiphertextType Blob ciphertextBlob,
        @KeyIdType String keyId,
        @BackingKeyIdType @Nullable String keyMaterialId) {}
