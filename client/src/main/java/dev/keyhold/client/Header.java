package dev.keyhold.client;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;

/// A header, version 2, without its authentication tag. Immutable.
///
/// ```
/// version(1)=2  suite(2)  messageId(32)  contextLength(2) context  dataKeyCount(2) dataKeys
/// contentType(1)=2 framed  frameLength(4)  commitment(32)                   then: tag(16)
/// ```
///
/// Source: AWS Encryption SDK specification, data-format/message-header.
final class Header {
    static final int VERSION = 2;
    static final int FRAMED = 2;
    static final int MESSAGE_ID_BYTES = 32;
    static final int COMMITMENT_BYTES = 32;
    static final int TAG_BYTES = 16;

    private final Suite suite;
    private final byte[] messageId;
    private final EncryptionContext context;
    private final List<DataKeyEntry> dataKeys;
    private final int frameLength;
    private final byte[] commitment;

    Header(
            Suite suite,
            byte[] messageId,
            EncryptionContext context,
            List<DataKeyEntry> dataKeys,
            int frameLength,
            byte[] commitment) {
        this.suite = suite;
        this.messageId = messageId.clone();
        this.context = context;
        this.dataKeys = List.copyOf(dataKeys);
        this.frameLength = frameLength;
        this.commitment = commitment.clone();
    }

    /// This header with its data key wrapped otherwise and the context that it is bound to now.
    Header rewrapped(EncryptionContext newContext, WrappedDataKey dataKey) {
        return new Header(suite, messageId, newContext, List.of(DataKeyEntry.of(dataKey)), frameLength, commitment);
    }

    Suite suite() {
        return suite;
    }

    byte[] messageId() {
        return messageId.clone();
    }

    EncryptionContext context() {
        return context;
    }

    List<DataKeyEntry> dataKeys() {
        return dataKeys;
    }

    int frameLength() {
        return frameLength;
    }

    byte[] commitment() {
        return commitment.clone();
    }

    /// The bytes that the header's tag covers. A header that was read gives exactly the bytes it was read from.
    byte[] encoded() throws EnvelopeException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeShort(suite.id());
            out.write(messageId);
            byte[] pairs = context.encoded();
            out.writeShort(pairs.length);
            out.write(pairs);
            out.writeShort(dataKeys.size());
            for (DataKeyEntry dataKey : dataKeys) {
                dataKey.writeTo(out);
            }
            out.writeByte(FRAMED);
            out.writeInt(frameLength);
            out.write(commitment);
        } catch (EnvelopeException tooLarge) {
            throw tooLarge;
        } catch (IOException impossible) {
            throw new IllegalStateException("writing to memory failed", impossible);
        }
        return bytes.toByteArray();
    }

    MessageFacts facts(long messageBytes) throws EnvelopeException {
        return new MessageFacts(
                suite,
                HexFormat.of().formatHex(messageId),
                context.pairs(),
                dataKeys.stream().map(DataKeyEntry::facts).toList(),
                frameLength,
                encoded().length + TAG_BYTES,
                messageBytes);
    }
}
