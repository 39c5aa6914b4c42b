package dev.keyhold.client;

/// Bounds on what a message may make its reader allocate or call, each checked before the allocation or call.
///
/// @param encryptedDataKeys most encrypted data keys in a header; each may cost one call to the KMS
/// @param headerBytes most bytes of a header
/// @param frameLength most plaintext bytes of a frame; reading and writing hold a few frames in memory
public record Limits(int encryptedDataKeys, int headerBytes, int frameLength) {
    /// 16 data keys, headers of 128 KiB, frames of 16 MiB.
    public static final Limits DEFAULT = new Limits(16, 128 * 1024, 16 * 1024 * 1024);

    /// Frames longer than this would not fit a Java array together with what surrounds them.
    private static final int LARGEST_FRAME = 1 << 30;

    public Limits {
        if (encryptedDataKeys < 1 || headerBytes < 1 || frameLength < 1 || frameLength > LARGEST_FRAME) {
            throw new IllegalArgumentException("limits must be positive and frames at most 1 GiB");
        }
    }
}
