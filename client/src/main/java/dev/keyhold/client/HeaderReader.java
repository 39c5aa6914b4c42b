package dev.keyhold.client;

import static dev.keyhold.client.EnvelopeException.Reason.MALFORMED;
import static dev.keyhold.client.EnvelopeException.Reason.TOO_LARGE;
import static dev.keyhold.client.EnvelopeException.Reason.UNSUPPORTED;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads a header field by field, checking every length against the limits before it allocates.
final class HeaderReader {
    /// What a message's first byte is when somebody hands over its base64.
    private static final int BASE64_FIRST = 'A';

    private final MessageInput in;
    private final Limits limits;

    HeaderReader(MessageInput in, Limits limits) {
        this.in = in;
        this.limits = limits;
    }

    Header read() throws IOException {
        requireVersion(in.readByte());
        Suite suite = Suite.of(in.readShort());
        byte[] messageId = bytes(Header.MESSAGE_ID_BYTES);
        EncryptionContext context = EncryptionContext.decode(bytes(in.readShort()));
        requirePublicKey(suite, context.pairs());
        List<DataKeyEntry> dataKeys = dataKeys();
        int contentType = in.readByte();
        if (contentType != Header.FRAMED) {
            throw contentType == 1
                    ? new EnvelopeException(UNSUPPORTED, "messages that are not framed are not read")
                    : new EnvelopeException(MALFORMED, "unknown content type");
        }
        int frameLength = frameLength(in.readInt());
        byte[] commitment = bytes(Header.COMMITMENT_BYTES);
        return new Header(suite, messageId, context, dataKeys, frameLength, commitment);
    }

    private static void requireVersion(int version) throws EnvelopeException {
        switch (version) {
            case Header.VERSION -> {}
            case 1 ->
                    throw new EnvelopeException(
                            UNSUPPORTED, "messages of version 1 are not read: they have no key commitment");
            case BASE64_FIRST ->
                    throw new EnvelopeException(
                            MALFORMED, "not a message; it may be the base64 of one: decode it first");
            default -> throw new EnvelopeException(MALFORMED, "not a message of this format");
        }
    }

    /// The public key stands in the context if and only if the suite signs: otherwise a signature could be stripped or
    /// its key chosen by whoever holds the file.
    private static void requirePublicKey(Suite suite, Map<String, String> context) throws EnvelopeException {
        if (suite.signed() != context.containsKey(EncryptionContext.PUBLIC_KEY)) {
            throw new EnvelopeException(
                    MALFORMED, "suite and encryption context disagree on whether the message is signed");
        }
    }

    private List<DataKeyEntry> dataKeys() throws IOException {
        int count = in.readShort();
        if (count == 0) {
            throw new EnvelopeException(MALFORMED, "the message has no encrypted data key");
        }
        if (count > limits.encryptedDataKeys()) {
            throw new EnvelopeException(TOO_LARGE, "the message has more encrypted data keys than are accepted");
        }
        List<DataKeyEntry> dataKeys = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String provider = EncryptionContext.text(bytes(in.readShort()));
            byte[] information = bytes(in.readShort());
            byte[] ciphertext = bytes(in.readShort());
            dataKeys.add(new DataKeyEntry(provider, information, ciphertext));
        }
        return dataKeys;
    }

    private int frameLength(int unsigned) throws EnvelopeException {
        if (unsigned == 0) {
            throw new EnvelopeException(MALFORMED, "the frame length is zero");
        }
        if (Integer.compareUnsigned(unsigned, limits.frameLength()) > 0) {
            throw new EnvelopeException(TOO_LARGE, "the frames are longer than is accepted");
        }
        return unsigned;
    }

    private byte[] bytes(int length) throws IOException {
        if (in.position() + length + Header.TAG_BYTES > limits.headerBytes()) {
            throw new EnvelopeException(TOO_LARGE, "the header is longer than is accepted");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes, 0, length);
        return bytes;
    }
}
