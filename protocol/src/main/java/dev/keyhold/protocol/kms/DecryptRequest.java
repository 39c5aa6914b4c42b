package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.Blob;
import dev.keyhold.protocol.kms.Shapes.CiphertextType;
import dev.keyhold.protocol.kms.Shapes.GrantTokenList;
import dev.keyhold.protocol.kms.Shapes.GrantTokenType;
import dev.keyhold.protocol.kms.Shapes.KeyIdType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Request of Decrypt, which decrypts what Encrypt, ReEncrypt or GenerateDataKey made.
///
/// @param ciphertextBlob the ciphertext
/// @param encryptionContext authenticated with the ciphertext, in the clear in the audit trail
/// @param grantTokens grants that may be too fresh to be seen
/// @param keyId the key that the ciphertext must be under; the ciphertext names it anyway
/// @param encryptionAlgorithm the algorithm
/// @param recipient the enclave that alone may read the reply
/// @param dryRun whether only the right to make the call is checked
/// @param dryRunModifiers what a dry run leaves out
public record DecryptRequest(
        @CiphertextType @Nullable Blob ciphertextBlob,
        @Nullable Map<String, String> encryptionContext,
        @GrantTokenList @Nullable List<@GrantTokenType String> grantTokens,
        @KeyIdType @Nullable String keyId,
        @Nullable EncryptionAlgorithmSpec encryptionAlgorithm,
        @Nullable RecipientInfo recipient,
        @Nullable Boolean dryRun,
        @Nullable List<DryRunModifierType> dryRunModifiers) {

    /// Copies what could change.
    public DecryptRequest {
        encryptionContext = Copies.map(encryptionContext);
        grantTokens = Copies.list(grantTokens);
        dryRunModifiers = Copies.list(dryRunModifiers);
    }
}
