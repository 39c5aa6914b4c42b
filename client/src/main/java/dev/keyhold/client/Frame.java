package dev.keyhold.client;

import java.nio.ByteBuffer;

/// One encrypted frame in a buffer that serves every frame of a message. Mutable, not thread-safe.
///
/// ```
/// regular:  sequence(4)                      iv(12)  content(frameLength)      tag(16)
/// final:    0xffffffff  sequence(4)  iv(12)  contentLength(4)  content         tag(16)
/// ```
///
/// The IV is the sequence number in 12 bytes; numbers begin at one.
///
/// Source: AWS Encryption SDK specification, data-format/message-body.
final class Frame {
    static final int LAST_MARK = 0xffffffff;

    private static final int REGULAR_HEADER = Integer.BYTES + FrameCipher.IV_BYTES;
    private static final int LAST_HEADER = REGULAR_HEADER + 2 * Integer.BYTES;

    private final byte[] bytes;
    private final ByteBuffer fields;
    private int sequence;
    private boolean last;
    private int contentLength;

    Frame(int frameLength) {
        bytes = new byte[LAST_HEADER + frameLength + FrameCipher.TAG_BYTES];
        fields = ByteBuffer.wrap(bytes);
    }

    /// Begins a frame: writes everything before the content.
    void begin(int sequence, boolean last, int contentLength) {
        this.sequence = sequence;
        this.last = last;
        this.contentLength = contentLength;
        fields.clear();
        if (last) {
            fields.putInt(LAST_MARK);
        }
        fields.putInt(sequence).putLong(0).putInt(sequence);
        if (last) {
            fields.putInt(contentLength);
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int sequence() {
        return sequence;
    }

    boolean last() {
        return last;
    }

    int ivOffset() {
        return last ? 2 * Integer.BYTES : Integer.BYTES;
    }

    int contentOffset() {
        return last ? LAST_HEADER : REGULAR_HEADER;
    }

    int contentLength() {
        return contentLength;
    }

    int size() {
        return contentOffset() + contentLength + FrameCipher.TAG_BYTES;
    }
}
