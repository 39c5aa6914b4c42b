package dev.keyhold.client;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The frames of a message whose header is verified, then its footer and end. Everything that passes is fed to the
/// signature of a signed message. Not thread-safe.
final class MessageBody {
    private final MessageInput in;
    private final Header header;
    private final FrameReader frames;
    private final @Nullable MessageVerifier verifier;

    MessageBody(MessageInput in, Header header, byte[] tag) throws EnvelopeException {
        this.in = in;
        this.header = header;
        this.frames = new FrameReader(in, header.frameLength());
        if (header.suite().signed()) {
            verifier = new MessageVerifier(header.context().pairs());
            byte[] encoded = header.encoded();
            verifier.update(encoded, 0, encoded.length);
            verifier.update(tag, 0, tag.length);
        } else {
            verifier = null;
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

    /// Length of the whole message, after [#finish].
    long messageBytes() {
        return in.position();
    }

    /// Decrypts all frames. Each is handed on once its tag is verified, the last only once the whole message is.
    ///
    /// @return the length of the plaintext
    long decrypt(MessageKeys keys, PlaintextSink sink) throws IOException {
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
