package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.Blob;
import dev.keyhold.protocol.kms.Shapes.CiphertextType;
import dev.keyhold.protocol.kms.Shapes.GrantTokenList;
import dev.keyhold.protocol.kms.Shapes.GrantTokenType;
import dev.keyhold.protocol.kms.Shapes.KeyIdType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Request of ReEncrypt, which moves a ciphertext to another key without showing the plaintext.
///
/// @param ciphertextBlob the ciphertext
/// @param sourceEncryptionContext the context that the ciphertext is bound to
/// @param sourceKeyId the key that the ciphertext is under
/// @param destinationKeyId the key to encrypt under
/// @param destinationEncryptionContext the context to bind the new ciphertext to
/// @param sourceEncryptionAlgorithm the algorithm of the ciphertext
/// @param destinationEncryptionAlgorithm the algorithm of the new ciphertext
/// @param grantTokens grants that may be too fresh to be seen
/// @param dryRun whether only the right to make the call is checked
/// @param dryRunModifiers what a dry run leaves out
public record ReEncryptRequest(
        @CiphertextType @Nullable Blob ciphertextBlob,
        @Nullable Map<String, String> sourceEncryptionContext,
        @KeyIdType @Nullable String sourceKeyId,
        @KeyIdType String destinationKeyId,
        @Nullable Map<String, String> destinationEncryptionContext,
        @Nullable EncryptionAlgorithmSpec sourceEncryptionAlgorithm,
        @Nullable EncryptionAlgorithmSpec destinationEncryptionAlgorithm,
        @GrantTokenList @Nullable List<@GrantTokenType String> grantTokens,
        @Nullable Boolean dryRun,
        @Nullable List<DryRunModifierType> dryRunModifiers) {

    /// Copies what could change.
    public ReEncryptRequest {
        sourceEncryptionContext = Copies.map(sourceEncryptionContext);
        destinationEncryptionContext = Copies.map(destinationEncryptionContext);
        grantTokens = Copies.list(grantTokens);
        dryRunModifiers = Copies.list(dryRunModifiers);
    }
}
