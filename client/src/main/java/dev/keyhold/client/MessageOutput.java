package dev.keyhold.client;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// The bytes of one message on their way out, counted and, for a signed suite, signed.
final class MessageOutput {
    private final OutputStream out;
    private final @Nullable MessageSigner signer;
    private long position;

    MessageOutput(OutputStream out, @Nullable MessageSigner signer) {
        this.out = out;
        this.signer = signer;
    }

    long position() {
        return position;
    }

    void writeHeader(Header header, MessageKeys keys) throws IOException {
        byte[] encoded = header.encoded();
        write(encoded, 0, encoded.length);
        write(keys.headerTag(encoded), 0, Header.TAG_BYTES);
    }

    void write(Frame frame) throws IOException {
        write(frame.bytes(), 0, frame.size());
    }

    /// Writes the footer, if the suite has one, and flushes.
    void finish() throws IOException {
        if (signer != null) {
            byte[] signature = signer.signature();
            out.write(signature.length >> 8);
            out.write(signature.length);
            out.write(signature);
            position += Short.BYTES + signature.length;
        }
        out.flush();
    }

    private void write(byte[] bytes, int offset, int length) throws IOException {
        if (signer != null) {
            signer.update(bytes, offset, length);
        }
        out.write(bytes, offset, length);
        position += length;
    }
}
