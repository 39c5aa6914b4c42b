package dev.keyhold.client;

import java.util.Map;

/// The calls that envelope encryption makes to a KMS. [KmsDataKeys] makes them over the wire.
///
/// Implementations are thread-safe, and report every refusal and failure as [EnvelopeException.Reason#KEY_UNAVAILABLE].
public interface DataKeys {
    /// Makes a fresh 256-bit data key, wrapped under the key that `keyId` names (id, ARN or alias).
    DataKey generate(String keyId, Map<String, String> context) throws EnvelopeException;

    /// Opens a wrapped data key under exactly the key that it names.
    DataKey open(WrappedDataKey wrapped, Map<String, String> context) throws EnvelopeException;

    /// Wraps a data key anew under the current material of `keyId`, from one context to another, without showing it to
    /// the caller.
    Move move(WrappedDataKey wrapped, Map<String, String> from, String keyId, Map<String, String> to)
            throws EnvelopeException;

    /// A data key that was wrapped anew.
    ///
    /// @param from the key and material that it was under
    /// @param to the data key as it is wrapped now
    record Move(KeyUsed from, WrappedDataKey to) {}
}
