package dev.keyhold.client;

/// How messages are written and what is accepted when they are read.
///
/// @param suite the suite of new messages; both suites are read
/// @param frameLength plaintext bytes of each frame of new messages; 4,096 is what every implementation reads
/// @param limits bounds on messages that are read
public record EnvelopeOptions(Suite suite, int frameLength, Limits limits) {
    /// Signed messages in frames of 4,096 bytes: the defaults of the AWS Encryption SDK.
    public static final EnvelopeOptions DEFAULT = new EnvelopeOptions(Suite.SIGNED, 4096, Limits.DEFAULT);

    public EnvelopeOptions {
        if (frameLength < 1 || frameLength > limits.frameLength()) {
            throw new IllegalArgumentException("frame length must be positive and within the limits");
        }
    }

    public EnvelopeOptions withSuite(Suite other) {
        return new EnvelopeOptions(other, frameLength, limits);
    }

    public EnvelopeOptions withFrameLength(int other) {
        return new EnvelopeOptions(suite, other, limits);
    }

    public EnvelopeOptions withLimits(Limits other) {
        return new EnvelopeOptions(suite, frameLength, other);
    }
}
