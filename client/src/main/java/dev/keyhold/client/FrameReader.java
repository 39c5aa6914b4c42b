package dev.keyhold.client;

import static dev.keyhold.client.EnvelopeException.Reason.MALFORMED;

import java.io.IOException;
import java.util.Arrays;

/// Reads the frames of a body in their order, without opening them: sequence numbers without a gap, IVs as the sequence
/// demands, one final frame.
final class FrameReader {
    private final MessageInput in;
    private final int frameLength;
    private final Frame frame;
    private final byte[] iv = new byte[FrameCipher.IV_BYTES];
    private int next = 1;

    FrameReader(MessageInput in, int frameLength) {
        this.in = in;
        this.frameLength = frameLength;
        this.frame = new Frame(frameLength);
    }

    /// The next frame, in a buffer that the following call uses again. The caller stops after the last.
    Frame read() throws IOException {
        int first = in.readInt();
        boolean last = first == Frame.LAST_MARK;
        int sequence = last ? in.readInt() : first;
        if (sequence != next) {
            throw new EnvelopeException(
                    MALFORMED, "frame " + Integer.toUnsignedString(next) + " is not where it belongs");
        }
        in.readFully(iv, 0, iv.length);
        int length = last ? contentLength(in.readInt()) : frameLength;
        frame.begin(sequence, last, length);
        requireIv();
        in.readFully(frame.bytes(), frame.contentOffset(), length + FrameCipher.TAG_BYTES);
        next++;
        return frame;
    }

    private int contentLength(int unsigned) throws EnvelopeException {
        if (Integer.compareUnsigned(unsigned, frameLength) > 0) {
            throw new EnvelopeException(MALFORMED, "the final frame is longer than the frame length");
        }
        return unsigned;
    }

    private void requireIv() throws EnvelopeException {
        int at = frame.ivOffset();
        if (!Arrays.equals(iv, 0, iv.length, frame.bytes(), at, at + iv.length)) {
            throw new EnvelopeException(
                    MALFORMED, "the IV of frame " + Integer.toUnsignedString(next) + " is not its number");
        }
    }
}
