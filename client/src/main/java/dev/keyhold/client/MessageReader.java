package dev.keyhold.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/// One message on its way in. Its header is read at once and is a claim; [#verified] gives the body, and so nothing of
/// it is read, nor memory for its frames taken, before the header is known to be genuine. Not thread-safe.
final class MessageReader {
    private static final int BUFFER = 1 << 16;

    private final MessageInput in;
    private final Header header;
    private final byte[] tag = new byte[Header.TAG_BYTES];

    MessageReader(InputStream source, Limits limits) throws IOException {
        in = new MessageInput(new BufferedInputStream(source, BUFFER));
        header = new HeaderReader(in, limits).read();
        in.readFully(tag, 0, tag.length);
    }

    Header header() {
        return header;
    }

    MessageBody verified(MessageKeys keys) throws EnvelopeException {
        keys.verify(header, tag);
        return new MessageBody(in, header, tag);
    }
}
