package dev.keyhold.client;

import static dev.keyhold.client.EnvelopeException.Reason.UNSUPPORTED;

import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;

/// Writes a message again under another key. Two ways, because the format gives every header of a message the same key
/// and IV:
///
/// Two header tags under one key and IV, of a header before and one after, let whoever has both compute GCM's
/// authentication key and from then on change frames without their tags telling. So a message may keep its body under a
/// new header only if something else than the tags vouches for it: the signature over the whole message, which is
/// verified before it is renewed. An unsigned message is decrypted and encrypted anew, under a fresh data key.
///
/// Source of the attack: A. Joux, "Authentication Failures in NIST version of GCM", 2006.
final class Rewrap {
    private final DataKeys keys;
    private final SecureRandom random;
    private final Expectation expected;

    Rewrap(DataKeys keys, SecureRandom random, Expectation expected) {
        this.keys = keys;
        this.random = random;
        this.expected = expected;
    }

    Rewrapped run(MessageReader message, OutputStream out, String newKeyId) throws IOException {
        Header header = message.header();
        if (header.dataKeys().size() != 1 || !header.dataKeys().getFirst().isAwsKms()) {
            throw new EnvelopeException(
                    UNSUPPORTED, "only a message with one data key of an AWS KMS provider can be rewrapped");
        }
        WrappedDataKey wrapped = header.dataKeys().getFirst().wrapped();
        expected.requireKey(wrapped.key().arn());
        return switch (header.suite()) {
            case SIGNED -> newHeader(message, wrapped, out, newKeyId);
            case COMMITTED -> newMessage(message, wrapped, out, newKeyId);
        };
    }

    /// Moves the data key inside the KMS, then opens what came of it: a key that cannot be opened again never replaces
    /// one that can. The commitment proves it to be the same data key.
    private Rewrapped newHeader(MessageReader message, WrappedDataKey wrapped, OutputStream out, String newKeyId)
            throws IOException {
        Header old = message.header();
        MessageSigner signer = new MessageSigner(random);
        EncryptionContext context = old.context().withPublicKey(signer.publicKey());
        DataKeys.Move move = keys.move(wrapped, old.context().pairs(), newKeyId, context.pairs());
        try (DataKey dataKey = keys.open(move.to(), context.pairs());
                MessageKeys messageKeys = MessageKeys.derive(dataKey, old.suite(), old.messageId())) {
            MessageBody body = message.verified(messageKeys);
            MessageOutput output = new MessageOutput(out, signer);
            output.writeHeader(old.rewrapped(context, move.to()), messageKeys);
            Frame frame;
            do {
                frame = body.nextFrame();
                output.write(frame);
            } while (!frame.last());
            body.finish();
            output.finish();
        }
        return new Rewrapped(old.suite(), move.from(), move.to().key(), true);
    }

    private Rewrapped newMessage(MessageReader message, WrappedDataKey wrapped, OutputStream out, String newKeyId)
            throws IOException {
        Header old = message.header();
        try (DataKey oldKey = keys.open(wrapped, old.context().pairs());
                MessageKeys oldKeys = MessageKeys.derive(oldKey, old.suite(), old.messageId())) {
            MessageBody body = message.verified(oldKeys);
            MessageWriter.Plan plan = new MessageWriter.Plan(old.suite(), old.frameLength(), newKeyId, old.context());
            try (MessageWriter writer = MessageWriter.begin(keys, random, plan, out)) {
                body.decrypt(oldKeys, writer);
                return new Rewrapped(old.suite(), oldKey.wrapped().key(), writer.key(), false);
            }
        }
    }
}
