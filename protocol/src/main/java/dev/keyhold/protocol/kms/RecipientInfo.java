package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.Blob;
import dev.keyhold.protocol.kms.Shapes.AttestationDocumentType;
import org.jspecify.annotations.Nullable;

/// The enclave that a plaintext is meant for.
///
/// @param keyEncryptionAlgorithm how the reply is encrypted under the enclave's key
/// @param attestationDocument the enclave's signed statement with its public key
public record RecipientInfo(
        @Nullable KeyEncryptionMechanism keyEncryptionAlgorithm,
        @AttestationDocumentType @Nullable Blob attestationDocument) {}
