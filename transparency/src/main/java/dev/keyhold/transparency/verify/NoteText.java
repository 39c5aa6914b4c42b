package dev.keyhold.transparency.verify;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes a C2SP signed-note apart and looks for a signature of the trusted key.
final class NoteText {
    private static final Pattern SIGNATURE_LINE = Pattern.compile("\u2014 ([^ +]+) ([A-Za-z0-9+/]+={0,2})");
    private static final int MAX_SIGNATURES = 100;

    private final String text;
    private final boolean signed;

    private NoteText(String text, boolean signed) {
        this.text = text;
        this.signed = signed;
    }

    /// The note in these bytes.
    ///
    /// @throws IllegalArgumentException if they are not a signed note
    static NoteText open(byte[] note, TrustedKey key) {
        int separator = lastEmptyLine(note);
        byte[] signedBytes = Arrays.copyOf(note, separator);
        String text = utf8(signedBytes);
        String[] lines = utf8(Arrays.copyOfRange(note, separator + 1, note.length)).split("\n", -1);
        if (lines.length < 2 || lines.length > MAX_SIGNATURES + 1 || !lines[lines.length - 1].isEmpty()) {
            throw new IllegalArgumentException("the note has not one to 100 signature lines");
        }
        int valid = 0;
        int invalid = 0;
        for (String line : Arrays.asList(lines).subList(0, lines.length - 1)) {
            Matcher parts = SIGNATURE_LINE.matcher(line);
            if (!parts.matches() || !isKeyName(parts.group(1))) {
                throw new IllegalArgumentException("the note has a malformed signature line");
            }
            byte[] idAndSignature = TrustedKey.strictBase64(parts.group(2));
            if (idAndSignature.length < 5) {
                throw new IllegalArgumentException("the note has a signature line without signature");
            }
            if (key.isNamedBy(parts.group(1), idAndSignature)) {
                boolean verifies = key.verifies(signedBytes, idAndSignature);
                valid += verifies ? 1 : 0;
                invalid += verifies ? 0 : 1;
            }
        }
        return new NoteText(text, valid > 0 && invalid == 0);
    }

    /// The text with its last newline.
    String text() {
        return text;
    }

    /// Whether the trusted key signed the text, and no signature that claims to be its own is wrong.
    boolean signed() {
        return signed;
    }

    static boolean isKeyName(String name) {
        return !name.isEmpty()
                && name.codePoints()
                        .noneMatch(c ->
                                c == '+'
                                        || Character.isSpaceChar(c)
                                        || Character.isWhitespace(c)
                                        || Character.isISOControl(c));
    }

    /// The index of the newline that is the last empty line.
    private static int lastEmptyLine(byte[] note) {
        for (int i = note.length - 1; i > 0; i--) {
            if (note[i] == '\n' && note[i - 1] == '\n') {
                return i;
            }
        }
        throw new IllegalArgumentException("the note has no empty line before its signatures");
    }

    private static String utf8(byte[] bytes) {
        for (byte b : bytes) {
            if (b >= 0 && b < ' ' && b != '\n') {
                throw new IllegalArgumentException("the note has a control character");
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the note is not UTF-8");
        }
    }
}
