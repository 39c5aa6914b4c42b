package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.GrantTokenList;
import dev.keyhold.protocol.kms.Shapes.GrantTokenType;
import dev.keyhold.protocol.kms.Shapes.KeyIdType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Request of DescribeKey, which answers the metadata of a key.
///
/// @param keyId the key
/// @param grantTokens grants that may be too fresh to be seen
public record DescribeKeyRequest(
        @KeyIdType String keyId, @GrantTokenList @Nullable List<@GrantTokenType String> grantTokens) {

    /// Copies what could change.
    public DescribeKeyRequest {
        grantTokens = Copies.list(grantTokens);
    }
}
