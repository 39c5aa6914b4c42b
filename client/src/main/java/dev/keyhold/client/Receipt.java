package dev.keyhold.client;

import java.util.Map;

/// What was encrypted or decrypted, told after everything was verified and written.
///
/// @param suite the message's algorithm suite
/// @param key the key that wrapped or opened the data key
/// @param context the caller's pairs of the encryption context, without those that the format adds
/// @param plaintextBytes length of the plaintext
/// @param messageBytes length of the whole message
public record Receipt(Suite suite, KeyUsed key, Map<String, String> context, long plaintextBytes, long messageBytes) {}
