package dev.keyhold.client;

import java.io.IOException;
import java.io.InputStream;

/// The bytes of one message, counted. An end that comes too early is an error of the message, not of the stream.
final class MessageInput {
    private final InputStream in;
    private final byte[] word = new byte[Integer.BYTES];
    private long position;

    MessageInput(InputStream in) {
        this.in = in;
    }

    long position() {
        return position;
    }

    int readByte() throws IOException {
        readFully(word, 0, 1);
        return word[0] & 0xff;
    }

    /// An unsigned 16-bit number.
    int readShort() throws IOException {
        readFully(word, 0, 2);
        return (word[0] & 0xff) << 8 | (word[1] & 0xff);
    }

    /// A 32-bit number, to be taken as unsigned.
    int readInt() throws IOException {
        readFully(word, 0, 4);
        return (word[0] & 0xff) << 24 | (word[1] & 0xff) << 16 | (word[2] & 0xff) << 8 | (word[3] & 0xff);
    }

    void readFully(byte[] target, int offset, int length) throws IOException {
        int read = in.readNBytes(target, offset, length);
        position += read;
        if (read < length) {
            throw new EnvelopeException(EnvelopeException.Reason.TRUNCATED, "the message ends too early");
        }
    }

    void requireEnd() throws IOException {
        if (in.read() != -1) {
            throw new EnvelopeException(EnvelopeException.Reason.TRAILING_DATA, "bytes follow the end of the message");
        }
    }
}
