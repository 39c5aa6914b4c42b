package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.GrantTokenList;
import dev.keyhold.protocol.kms.Shapes.GrantTokenType;
import dev.keyhold.protocol.kms.Shapes.KeyIdType;
import dev.keyhold.protocol.kms.Shapes.NumberOfBytesType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Request of GenerateDataKeyWithoutPlaintext, which makes a data key and answers it encrypted only.
///
/// @param keyId the key
/// @param encryptionContext authenticated with the ciphertext, in the clear in the audit trail
/// @param keySpec the length of the data key, by name
/// @param numberOfBytes how many bytes
/// @param grantTokens grants that may be too fresh to be seen
/// @param dryRun whether only the right to make the call is checked
public record GenerateDataKeyWithoutPlaintextRequest(
        @KeyIdType String keyId,
        @Nullable Map<String, String> encryptionContext,
        @Nullable DataKeySpec keySpec,
        @NumberOfBytesType @Nullable Integer numberOfBytes,
        @GrantTokenList @Nullable List<@GrantTokenType String> grantTokens,
        @Nullable Boolean dryRun) {

    /// Copies what could change.
    public GenerateDataKeyWithoutPlaintextRequest {
        encryptionContext = Copies.map(encryptionContext);
        grantTokens = Copies.list(grantTokens);
    }
}
