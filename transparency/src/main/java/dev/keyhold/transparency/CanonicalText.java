package dev.keyhold.transparency;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Texts of which each value has exactly one spelling. Anything that would print differently is refused, so that two
/// different files never mean the same log.
final class CanonicalText {
    private CanonicalText() {}

    /// A decimal from 0 to 2^63-1 without sign or leading zeros.
    static long decimal(String text) {
        if (text.isEmpty() || text.length() > 19 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new LogFormatException("not a decimal number");
        }
        if (text.length() > 1 && text.charAt(0) == '0') {
            throw new LogFormatException("a decimal number has no leading zeros");
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new LogFormatException("a number beyond 2^63-1");
        }
    }

    /// Standard base64 with padding and zero unused bits. The JDK's decoder is lenient about both, so the result is
    /// encoded again and compared.
    static byte[] base64(String text) {
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new LogFormatException("not base64");
        }
        if (!Base64.getEncoder().encodeToString(decoded).equals(text)) {
            throw new LogFormatException("not canonical base64");
        }
        return decoded;
    }

    static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new LogFormatException("not UTF-8");
        }
    }

    static byte[] utf8(String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new LogFormatException("a lone surrogate has no UTF-8 form");
        }
    }

    /// The rule of C2SP signed-note for key names, which we hold for origins too: not empty, no Unicode space, no plus,
    /// no control character.
    static void requireName(String name) {
        if (name.isEmpty() || name.codePoints().anyMatch(CanonicalText::isForbiddenInName)) {
            throw new LogFormatException("a name is not empty and has no space, plus or control character");
        }
        utf8(name);
    }

    private static boolean isForbiddenInName(int c) {
        return c == '+' || Character.isISOControl(c) || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
