package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.Blob;
import dev.keyhold.protocol.kms.Shapes.CiphertextType;
import dev.keyhold.protocol.kms.Shapes.KeyIdType;

/// Reply of Encrypt.
///
/// @param ciphertextBlob the ciphertext
/// @param keyId the key's ARN
/// @param encryptionAlgorithm the algorithm
public record EncryptResponse(
        @CiphertextType Blob ciphertextBlob, @KeyIdType String keyId, EncryptionAlgorithmSpec encryptionAlgorithm) {}
