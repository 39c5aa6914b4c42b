package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.CustomKeyStoreIdType;
import dev.keyhold.protocol.kms.Shapes.NumberOfBytesType;
import org.jspecify.annotations.Nullable;

/// Request of GenerateRandom, which answers random bytes.
///
/// @param numberOfBytes how many bytes
/// @param customKeyStoreId the custom key store that holds the key
/// @param recipient the enclave that alone may read the reply
public record GenerateRandomRequest(
        @NumberOfBytesType @Nullable Integer numberOfBytes,
        @CustomKeyStoreIdType @Nullable String customKeyStoreId,
        @Nullable RecipientInfo recipient) {}
