package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.Blob;
import dev.keyhold.protocol.kms.Shapes.CiphertextType;
import dev.keyhold.protocol.kms.Shapes.PlaintextType;
import org.jspecify.annotations.Nullable;

/// Reply of GenerateRandom.
///
/// @param plaintext the random bytes
/// @param ciphertextForRecipient the plaintext under the enclave's key, in place of it
public record GenerateRandomResponse(
        @PlaintextType @Nullable Blob plaintext, @CiphertextType @Nullable Blob ciphertextForRecipient) {}
