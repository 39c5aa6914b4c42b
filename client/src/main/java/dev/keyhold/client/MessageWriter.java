package dev.keyhold.client;

import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One message on its way out: a fresh data key and message id, the header at once, then frames as plaintext comes,
/// then the footer. Not thread-safe.
final class MessageWriter implements PlaintextSink, AutoCloseable {
    private final KeyUsed key;
    private final MessageKeys keys;
    private final MessageOutput out;
    private final FrameCipher cipher;
    private final FrameWriter frames;
    private final int frameLength;

    /// What to write.
    ///
    /// @param context the caller's pairs
    record Plan(Suite suite, int frameLength, String keyId, EncryptionContext context) {}

    private MessageWriter(KeyUsed key, MessageKeys keys, MessageOutput out, Header header) {
        this.key = key;
        this.keys = keys;
        this.out = out;
        this.cipher = keys.frameCipher(header.messageId());
        this.frameLength = header.frameLength();
        this.frames = new FrameWriter(out, cipher, frameLength);
    }

    /// Gets a data key and writes the header.
    static MessageWriter begin(DataKeys source, SecureRandom random, Plan plan, OutputStream out) throws IOException {
        @Nullable MessageSigner signer = plan.suite().signed() ? new MessageSigner(random) : null;
        EncryptionContext context = signer == null ? plan.context() : plan.context().withPublicKey(signer.publicKey());
        byte[] messageId = new byte[Header.MESSAGE_ID_BYTES];
        random.nextBytes(messageId);
        MessageOutput output = new MessageOutput(out, signer);
        try (DataKey dataKey = source.generate(plan.keyId(), context.pairs())) {
            MessageKeys keys = MessageKeys.derive(dataKey, plan.suite(), messageId);
            List<DataKeyEntry> entries = List.of(DataKeyEntry.of(dataKey.wrapped()));
            Header header =
                    new Header(plan.suite(), messageId, context, entries, plan.frameLength(), keys.commitment());
            MessageWriter writer = new MessageWriter(dataKey.wrapped().key(), keys, output, header);
            try {
                output.writeHeader(header, keys);
                return writer;
            } catch (IOException | RuntimeException failed) {
                writer.close();
                throw failed;
            }
        }
    }

    KeyUsed key() {
        return key;
    }

    int frameLength() {
        return frameLength;
    }

    /// Length of what was written, which is the whole message after its last frame.
    long position() {
        return out.position();
    }

    @Override
    public void accept(byte[] plaintext, int length, boolean last) throws IOException {
        frames.write(plaintext, length, last);
        if (last) {
            out.finish();
        }
    }

    @Override
    public void close() {
        cipher.close();
        keys.close();
    }
}
