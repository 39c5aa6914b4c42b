package dev.keyhold.crypto;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Builds the injective encodings that are authenticated: a 32-bit count or length before everything, so that no two
/// different values share their bytes.
final class LengthPrefixed {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);

    /// Exactly the UTF-8 bytes of the text.
    ///
    /// @throws IllegalArgumentException if it holds a lone surrogate, which UTF-8 cannot express and a lenient encoder
    ///   would fold into a question mark
    static byte[] utf8(String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] exact = new byte[encoded.remaining()];
            encoded.get(exact);
            return exact;
        } catch (CharacterCodingException loneSurrogate) {
            throw new IllegalArgumentException("the text is not valid Unicode");
        }
    }

    LengthPrefixed number(int value) {
        bytes.write(value >>> 24);
        bytes.write(value >>> 16);
        bytes.write(value >>> 8);
        bytes.write(value);
        return this;
    }

    LengthPrefixed bytes(byte[] value) {
        number(value.length);
        bytes.writeBytes(value);
        return this;
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
