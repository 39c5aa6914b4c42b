package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.GrantTokenList;
import dev.keyhold.protocol.kms.Shapes.GrantTokenType;
import dev.keyhold.protocol.kms.Shapes.KeyIdType;
import dev.keyhold.protocol.kms.Shapes.NumberOfBytesType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Request of GenerateDataKey, which makes a data key and answers it in the clear and encrypted.
///
/// @param keyId the key
/// @param encryptionContext authenticated with the ciphertext, in the clear in the audit trail
/// @param numberOfBytes how many bytes
/// @param keySpec the length of the data key, by name
/// @param grantTokens grants that may be too fresh to be seen
/// @param recipient the enclave that alone may read the reply
/// @param dryRun whether only the right to make the call is checked
public record GenerateDataKeyRequest(
        @KeyIdType String keyId,
        @Nullable Map<String, String> encryptionContext,
        @NumberOfBytesType @Nullable Integer numberOfBytes,
        @Nullable DataKeySpec keySpec,
        @GrantTokenList @Nullable List<@GrantTokenType String> grantTokens,
        @Nullable RecipientInfo recipient,
        @Nullable Boolean dryRun) {

    /// Copies what could change.
    public GenerateDataKeyRequest {
        encryptionContext = Copies.map(encryptionContext);
        grantTokens = Copies.list(grantTokens);
    }
}
