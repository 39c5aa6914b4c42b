package dev.keyhold.client;

import static dev.keyhold.client.EnvelopeException.Reason.KEY_UNAVAILABLE;
import static dev.keyhold.client.EnvelopeException.Reason.NOT_EXPECTED;
import static dev.keyhold.client.EnvelopeException.Reason.UNSUPPORTED;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.KmsClient;

/// Envelope encryption of streams and files. The format is the AWS Encryption SDK's, version 2, in both directions.
///
/// ```java
/// Envelope envelope = Envelope.over(KmsClient.create());
/// envelope.encryptFile(plain, sealed, "alias/invoices", Map.of("tenant", "acme"));
/// envelope.decryptFile(sealed, plain, Expectation.ofContext(Map.of("tenant", "acme")));
/// envelope.rewrap(sealed, "alias/invoices");
/// ```
///
/// Each message has its own data key; the KMS sees that and the encryption context, never the data. Memory use is a few
/// frames, however long the data is. Encrypting and decrypting cost one call each, rewrapping two.
///
/// Thread-safe, as the data keys are that it is made with.
public final class Envelope {
    private final DataKeys keys;
    private final EnvelopeOptions options;
    private final SecureRandom random;

    /// @param random gives message ids, signing keys and the names of unfinished files
    public Envelope(DataKeys keys, EnvelopeOptions options, SecureRandom random) {
        this.keys = keys;
        this.options = options;
        this.random = random;
    }

    /// Data keys from a KMS over the wire, with the default options. The client stays the caller's to close.
    public static Envelope over(KmsClient kms) {
        return new Envelope(new KmsDataKeys(kms), EnvelopeOptions.DEFAULT, new SecureRandom());
    }

    /// Encrypts everything that `in` gives. Closes neither stream; flushes `out`.
    ///
    /// @param keyId the wrapping key: id, ARN or alias
    /// @param context pairs that are authenticated, stored in the clear, sent to the KMS and kept in its record; at
    ///   most 8 KiB, no key beginning with `aws-crypto-`
    public Receipt encrypt(InputStream in, OutputStream out, String keyId, Map<String, String> context)
            throws IOException {
        EncryptionContext own = EncryptionContext.ofCaller(context);
        MessageWriter.Plan plan = new MessageWriter.Plan(options.suite(), options.frameLength(), keyId, own);
        try (MessageWriter writer = MessageWriter.begin(keys, random, plan, out)) {
            long plaintextBytes = copyInFrames(in, writer);
            return new Receipt(plan.suite(), writer.key(), own.pairs(), plaintextBytes, writer.position());
        }
    }

    /// Decrypts a message that any key and context may have, see [#decrypt(InputStream, OutputStream, Expectation)].
    public Receipt decrypt(InputStream in, OutputStream out) throws IOException {
        return decrypt(in, out, Expectation.NONE);
    }

    /// Decrypts the one message that `in` gives. Closes neither stream; flushes `out`.
    ///
    /// Plaintext is written once the frame it is in is verified, the last of it once the whole message is. **If this
    /// throws, what was written must be thrown away**: it may be cut short or, for a signed message, not be the
    /// signer's.
    public Receipt decrypt(InputStream in, OutputStream out, Expectation expected) throws IOException {
        MessageReader message = new MessageReader(in, options.limits());
        Header header = message.header();
        expected.requireContext(header.context().pairs());
        try (DataKey dataKey = open(header, expected);
                MessageKeys messageKeys = MessageKeys.derive(dataKey, header.suite(), header.messageId())) {
            MessageBody body = message.verified(messageKeys);
            long plaintextBytes =
                    body.decrypt(messageKeys, (plaintext, length, last) -> out.write(plaintext, 0, length));
            out.flush();
            return new Receipt(
                    header.suite(),
                    dataKey.wrapped().key(),
                    header.context().ofCaller(),
                    plaintextBytes,
                    body.messageBytes());
        }
    }

    /// Encrypts a file. The message appears under its name when it is complete and on the disk.
    public Receipt encryptFile(Path plaintext, Path message, String keyId, Map<String, String> context)
            throws IOException {
        try (InputStream in = Files.newInputStream(plaintext);
                ReplacedFile file = ReplacedFile.ofMessage(message, random)) {
            Receipt receipt = encrypt(in, file.stream(), keyId, context);
            file.commit();
            return receipt;
        }
    }

    /// Decrypts a file. The plaintext appears under its name when all of it is verified and on the disk, readable by
    /// its owner only.
    public Receipt decryptFile(Path message, Path plaintext, Expectation expected) throws IOException {
        try (InputStream in = Files.newInputStream(message);
                ReplacedFile file = ReplacedFile.ofPlaintext(plaintext, random)) {
            Receipt receipt = decrypt(in, file.stream(), expected);
            file.commit();
            return receipt;
        }
    }

    /// Rewraps a file that any key and context may have, see [#rewrap(Path, String, Expectation)].
    public Rewrapped rewrap(Path file, String newKeyId) throws IOException {
        return rewrap(file, newKeyId, Expectation.NONE);
    }

    /// Moves a file's data key to another key, or to the current material of the same one. The file changes in one
    /// step; its owner, group and permissions stay.
    ///
    /// A signed message keeps its body byte for byte: the data key is moved inside the KMS, and header and signature
    /// are renewed after the old ones were verified. An unsigned message is encrypted again under a fresh data key,
    /// because this format cannot give it a second header without weakening it; its plaintext never touches the disk.
    ///
    /// Only files under a single key are rewrapped. With an expectation, a foreign message that was put in the file's
    /// place is not moved under a key that readers trust.
    public Rewrapped rewrap(Path file, String newKeyId, Expectation expected) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                ReplacedFile renewed = ReplacedFile.ofSame(file, random)) {
            MessageReader message = new MessageReader(in, options.limits());
            expected.requireContext(message.header().context().pairs());
            Rewrapped result = new Rewrap(keys, random, expected).run(message, renewed.stream(), newKeyId);
            renewed.commit();
            return result;
        }
    }

    /// What a file's header says, without any call to a KMS and so without any proof. Thread-safe.
    public static MessageFacts inspect(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new MessageReader(in, Limits.DEFAULT).header().facts(Files.size(file));
        }
    }

    /// Tries the data keys in their order, those of expected keys only.
    private DataKey open(Header header, Expectation expected) throws EnvelopeException {
        @Nullable EnvelopeException refusal = null;
        for (DataKeyEntry entry : header.dataKeys()) {
            if (entry.isAwsKms() && expected.acceptsKey(entry.wrapped().key().arn())) {
                try {
                    return keys.open(entry.wrapped(), header.context().pairs());
                } catch (EnvelopeException refused) {
                    if (refused.reason() != KEY_UNAVAILABLE) {
                        throw refused;
                    }
                    if (refusal != null) {
                        refused.addSuppressed(refusal);
                    }
                    refusal = refused;
                }
            }
        }
        if (refusal != null) {
            throw refusal;
        }
        throw header.dataKeys().stream().anyMatch(DataKeyEntry::isAwsKms)
                ? new EnvelopeException(NOT_EXPECTED, "the message is under none of the expected keys")
                : new EnvelopeException(UNSUPPORTED, "the message has no data key of an AWS KMS provider");
    }

    /// Reads one frame ahead, so that the last one is known to be the last and is full where the length allows.
    private static long copyInFrames(InputStream in, MessageWriter writer) throws IOException {
        byte[] current = new byte[writer.frameLength()];
        byte[] next = new byte[writer.frameLength()];
        long total = 0;
        try {
            int length = in.readNBytes(current, 0, current.length);
            boolean last = false;
            while (!last) {
                int following = length < current.length ? 0 : in.readNBytes(next, 0, next.length);
                last = following == 0;
                writer.accept(current, length, last);
                total += length;
                byte[] written = current;
                current = next;
                next = written;
                length = following;
            }
        } finally {
            Arrays.fill(current, (byte) 0);
            Arrays.fill(next, (byte) 0);
        }
        return total;
    }
}
