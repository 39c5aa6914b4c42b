package dev.keyhold.client;

import static dev.keyhold.client.EnvelopeException.Reason.MALFORMED;
import static dev.keyhold.client.EnvelopeException.Reason.TOO_LARGE;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The encryption context with the bytes that stand for it in the header: a count, then pairs sorted by the UTF-8 bytes
/// of their keys, every key and value with a 16-bit length; nothing at all when it is empty. Immutable.
///
/// A context that was read keeps its bytes, so the header's tag is computed over what stood there, not over an encoding
/// of ours.
///
/// Source: AWS Encryption SDK specification, framework/structures, "Encryption Context".
final class EncryptionContext {
    /// Keys that begin so belong to the format.
    static final String RESERVED_PREFIX = "aws-crypto-";

    /// The compressed P-384 point, base64, that verifies a signed message's footer.
    static final String PUBLIC_KEY = RESERVED_PREFIX + "public-key";

    /// A KMS takes no more, and each message's context goes there.
    private static final int LARGEST_BYTES = 8 * 1024;

    /// Room for the public key that a signed message adds.
    private static final int LARGEST_OF_CALLER = LARGEST_BYTES - 128;

    private final Map<String, String> pairs;
    private final byte[] encoded;

    private EncryptionContext(Map<String, String> pairs, byte[] encoded) {
        this.pairs = Collections.unmodifiableMap(pairs);
        this.encoded = encoded;
    }

    /// A caller's context.
    ///
    /// @throws IllegalArgumentException naming what is wrong and never a value: empty or reserved keys, text that is
    ///   not Unicode, more than 8 KiB in all
    static EncryptionContext ofCaller(Map<String, String> pairs) {
        pairs.forEach((key, value) -> {
            if (key.isEmpty() || value.isEmpty() || key.startsWith(RESERVED_PREFIX)) {
                throw new IllegalArgumentException(
                        "encryption context keys and values must not be empty,"
                                + " and keys must not begin with "
                                + RESERVED_PREFIX);
            }
        });
        EncryptionContext context = of(pairs);
        if (context.encoded.length > LARGEST_OF_CALLER) {
            throw new IllegalArgumentException("the encryption context is longer than 8,064 bytes");
        }
        return context;
    }

    /// Reads what stands in a header; any order of keys is accepted, a key that stands twice is not.
    static EncryptionContext decode(byte[] bytes) throws EnvelopeException {
        if (bytes.length > LARGEST_BYTES) {
            throw new EnvelopeException(TOO_LARGE, "the encryption context is longer than a KMS accepts");
        }
        Map<String, String> pairs = new LinkedHashMap<>();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int count = bytes.length == 0 ? 0 : length(in);
        if (bytes.length > 0 && count == 0) {
            throw new EnvelopeException(MALFORMED, "the encryption context has a length but no pairs");
        }
        for (int i = 0; i < count; i++) {
            if (pairs.put(text(in), text(in)) != null) {
                throw new EnvelopeException(MALFORMED, "the encryption context has a key twice");
            }
        }
        if (in.hasRemaining()) {
            throw new EnvelopeException(MALFORMED, "the encryption context is longer than its pairs");
        }
        return new EncryptionContext(pairs, bytes.clone());
    }

    /// This context with the public key of a signed message instead of any other.
    EncryptionContext withPublicKey(String publicKey) {
        Map<String, String> signed = new LinkedHashMap<>(pairs);
        signed.put(PUBLIC_KEY, publicKey);
        return of(signed);
    }

    /// All pairs, as the KMS gets them.
    Map<String, String> pairs() {
        return pairs;
    }

    /// Only the pairs that the caller gave.
    Map<String, String> ofCaller() {
        Map<String, String> own = new LinkedHashMap<>(pairs);
        own.keySet().removeIf(key -> key.startsWith(RESERVED_PREFIX));
        return Collections.unmodifiableMap(own);
    }

    byte[] encoded() {
        return encoded.clone();
    }

    private static EncryptionContext of(Map<String, String> pairs) {
        TreeMap<byte[], byte[]> sorted = new TreeMap<>(Arrays::compareUnsigned);
        pairs.forEach((key, value) -> sorted.put(utf8(key), utf8(value)));
        return new EncryptionContext(new LinkedHashMap<>(pairs), encode(sorted));
    }

    private static byte[] encode(SortedMap<byte[], byte[]> pairs) {
        if (pairs.isEmpty()) {
            return new byte[0];
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writeNumber(bytes, pairs.size());
        pairs.forEach((key, value) -> {
            writeNumber(bytes, key.length);
            bytes.writeBytes(key);
            writeNumber(bytes, value.length);
            bytes.writeBytes(value);
        });
        return bytes.toByteArray();
    }

    private static void writeNumber(ByteArrayOutputStream out, int number) {
        if (number > 0xffff) {
            throw new IllegalArgumentException("the encryption context does not fit a header");
        }
        out.write(number >> 8);
        out.write(number);
    }

    private static byte[] utf8(String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException loneSurrogate) {
            throw new IllegalArgumentException("the encryption context holds text that is not Unicode", loneSurrogate);
        }
    }

    private static String text(ByteBuffer in) throws EnvelopeException {
        int length = length(in);
        if (length > in.remaining()) {
            throw new EnvelopeException(MALFORMED, "the encryption context is shorter than its pairs");
        }
        byte[] utf8 = new byte[length];
        in.get(utf8);
        return text(utf8);
    }

    private static int length(ByteBuffer in) throws EnvelopeException {
        if (in.remaining() < Short.BYTES) {
            throw new EnvelopeException(MALFORMED, "the encryption context is shorter than its pairs");
        }
        return Short.toUnsignedInt(in.getShort());
    }

    /// Text of a header, which must be exact UTF-8.
    static String text(byte[] utf8) throws EnvelopeException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new EnvelopeException(MALFORMED, "a text in the header is not UTF-8", notUtf8);
        }
    }
}
