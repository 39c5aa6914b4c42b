package dev.keyhold.client;

import java.io.IOException;

/// Encrypts the frames of a body in their order.
final class FrameWriter {
    private final MessageOutput out;
    private final FrameCipher cipher;
    private final Frame frame;
    private int next = 1;

    FrameWriter(MessageOutput out, FrameCipher cipher, int frameLength) {
        this.out = out;
        this.cipher = cipher;
        this.frame = new Frame(frameLength);
    }

    /// Writes the beginning of `plaintext` as the next frame; only the last may be shorter than the frame length.
    void write(byte[] plaintext, int length, boolean last) throws IOException {
        if (next == Frame.LAST_MARK && !last) {
            throw new EnvelopeException(
                    EnvelopeException.Reason.TOO_LARGE, "the plaintext has more frames than the format can number");
        }
        frame.begin(next, last, length);
        cipher.seal(frame, plaintext);
        out.write(frame);
        next++;
    }
}
