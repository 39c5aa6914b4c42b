package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.Blob;
import dev.keyhold.protocol.kms.Shapes.BackingKeyIdType;
import dev.keyhold.protocol.kms.Shapes.CiphertextType;
import dev.keyhold.protocol.kms.Shapes.KeyIdType;
import dev.keyhold.protocol.kms.Shapes.PlaintextType;
import org.jspecify.annotations.Nullable;

/// Reply of Decrypt.
///
/// @param keyId the key's ARN
/// @param plaintext the plaintext
/// @param encryptionAlgorithm the algorithm
/// @param ciphertextForRecipient the plaintext under the enclave's key, in place of it
/// @param keyMaterialId the material that was used
/// @param keyOrigin the key's origin; AWS answers it although its model does not have it
public record DecryptResponse(
        @KeyIdType String keyId,
        @PlaintextType @Nullable Blob plaintext,
        EncryptionAlgorithmSpec encryptionAlgorithm,
        @CiphertextType @Nullable Blob ciphertextForRecipient,
        @BackingKeyIdType @Nullable String keyMaterialId,
        @Nullable OriginType keyOrigin) {}
