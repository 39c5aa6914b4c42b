package dev.keyhold.client;

import java.util.List;
import java.util.Map;

/// What a message's header says of itself. No key was used to read it, so none of it is verified.
///
/// @param suite the algorithm suite
/// @param messageId the message's 32-byte id in hexadecimal
/// @param context the whole encryption context as the KMS sees it, including the pairs that the format adds
/// @param dataKeys the encrypted data keys, one for each key that may open the message
/// @param frameLength plaintext bytes of each frame but the last
/// @param headerBytes length of the header
/// @param messageBytes length of the file
public record MessageFacts(
        Suite suite,
        String messageId,
        Map<String, String> context,
        List<WrappedFor> dataKeys,
        int frameLength,
        int headerBytes,
        long messageBytes) {

    /// One encrypted data key.
    ///
    /// @param provider who wrapped it; `aws-kms` for a KMS that speaks that protocol
    /// @param key the wrapping key, for `aws-kms` its ARN
    /// @param ciphertextBytes length of the wrapped key
    public record WrappedFor(String provider, String key, int ciphertextBytes) {}
}
