package dev.keyhold.protocol;

import java.util.Arrays;
import java.util.Base64;

/// Base64 of RFC 4648 section 4, in its one canonical form: padded, no white space, unused bits zero.
final class StrictBase64 {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private StrictBase64() {}

    /// @throws KmsException `SerializationException` if the characters are not canonical base64
    static byte[] decode(char[] characters, int offset, int length) {
        if (length % 4 != 0) {
            throw malformed();
        }
        byte[] ascii = new byte[length];
        try {
            for (int i = 0; i < length; i++) {
                char c = characters[offset + i];
                ascii[i] = c < 0x80 ? (byte) c : 0;
            }
            requireZeroUnusedBits(ascii);
            return Base64.getDecoder().decode(ascii);
        } catch (IllegalArgumentException _) {
            throw malformed();
        } finally {
            Arrays.fill(ascii, (byte) 0);
        }
    }

    /// One padding sign leaves two unused bits in the last digit, two leave four.
    private static void requireZeroUnusedBits(byte[] ascii) {
        int length = ascii.length;
        int padding = 0;
        while (padding < 2 && padding < length && ascii[length - 1 - padding] == '=') {
            padding++;
        }
        if (padding > 0) {
            int unused = (1 << (2 * padding)) - 1;
            if ((ALPHABET.indexOf(ascii[length - 1 - padding]) & unused) != 0) {
                throw malformed();
            }
        }
    }

    private static KmsException malformed() {
        return Errors.serialization("A blob is not valid base64");
    }
}
