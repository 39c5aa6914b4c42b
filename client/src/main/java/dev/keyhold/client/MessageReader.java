package dev.keyhold.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One message on its way in: its header at once, then its frames, then its footer and end. Everything that passes is
/// fed to the signature of a signed message. Not thread-safe.
final class MessageReader {
    private final MessageInput in;
    private final Header header;
    private final byte[] tag = new byte[Header.TAG_BYTES];
    private final FrameReader frames;
    private final @Nullable MessageVerifier verifier;

    /// Reads the header, of which nothing is verified yet.
    MessageReader(InputStream source, Limits limits) throws IOException {
        in = new MessageInput(new BufferedInputStream(source, 1 << 16));
        header = new HeaderReader(in, limits).read();
        in.readFully(tag, 0, tag.length);
        verifier = header.suite().signed() ? new MessageVerifier(header.context().pairs()) : null;
        frames = new FrameReader(in, header.frameLength());
    }

    Header header() {
        return header;
    }

    /// Length of what was read, which is the whole message after [#finish].
    long position() {
        return in.position();
    }

    /// Verifies the header, which must come before any frame is read.
    void verifyHeader(MessageKeys keys) throws EnvelopeException {
        keys.verify(header, tag);
        if (verifier != null) {
            byte[] encoded = header.encoded();
            verifier.update(encoded, 0, encoded.length);
            verifier.update(tag, 0, tag.length);
        }
    }

    /// The next frame as it stands in the message. After the last, [#finish] follows.
    Frame nextFrame() throws IOException {
        Frame frame = frames.read();
        if (verifier != null) {
            verifier.update(frame.bytes(), 0, frame.size());
        }
        return frame;
    }

    /// Verifies the signature, if there is one, and that the message ends here.
    void finish() throws IOException {
        if (verifier != null) {
            verifier.verifyFooter(in);
        }
        in.requireEnd();
    }

    /// Decrypts all frames. Each is handed on once its tag is verified, the last only once the whole message is.
    ///
    /// @return the length of the plaintext
    long decryptBody(MessageKeys keys, PlaintextSink sink) throws IOException {
        byte[] plaintext = new byte[header.frameLength()];
        long total = 0;
        try (FrameCipher cipher = keys.frameCipher(header.messageId())) {
            boolean last = false;
            while (!last) {
                Frame frame = nextFrame();
                cipher.open(frame, plaintext);
                last = frame.last();
                if (last) {
                    finish();
                }
                sink.accept(plaintext, frame.contentLength(), last);
                total += frame.contentLength();
            }
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
        return total;
    }
}
