package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.Blob;
import dev.keyhold.protocol.kms.Shapes.GrantTokenList;
import dev.keyhold.protocol.kms.Shapes.GrantTokenType;
import dev.keyhold.protocol.kms.Shapes.KeyIdType;
import dev.keyhold.protocol.kms.Shapes.PlaintextType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Request of Encrypt, which encrypts up to 4,096 bytes.
///
/// @param keyId the key
/// @param plaintext 1 to 4,096 bytes
/// @param encryptionContext authenticated with the ciphertext, in the clear in the audit trail
/// @param grantTokens grants that may be too fresh to be seen
/// @param encryptionAlgorithm the algorithm
/// @param dryRun whether only the right to make the call is checked
public record EncryptRequest(
        @KeyIdType String keyId,
        @PlaintextType Blob plaintext,
        @Nullable Map<String, String> encryptionContext,
        @GrantTokenList @Nullable List<@GrantTokenType String> grantTokens,
        @Nullable EncryptionAlgorithmSpec encryptionAlgorithm,
        @Nullable Boolean dryRun) {

    /// Copies what could change.
    public EncryptRequest {
        encryptionContext = Copies.map(encryptionContext);
        grantTokens = Copies.list(grantTokens);
    }
}
