package dev.keyhold.transparency;

import java.util.ArrayList;
import java.util.List;

/// A C2SP signed-note: a text and the signatures over it. Encoded it is the text, an empty line and one line per
/// signature.
///
/// Parsing checks the form only; nothing here verifies a signature.
///
/// @param text ends with a newline and has no other control character
/// @param signatures at least one
public record SignedNote(String text, List<NoteSignature> signatures) {
    /// The most bytes and signatures that are read, far above what 16 post-quantum signatures need.
    static final int MAX_BYTES = 1 << 20;

    static final int MAX_SIGNATURES = 100;

    private static final String LINE_START = "\u2014 ";

    /// @throws LogFormatException if text or signatures are not as described
    public SignedNote {
        if (!text.endsWith("\n") || text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new LogFormatException("a note's text ends with a newline and has no other control character");
        }
        if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
            throw new LogFormatException("a note has 1 to 100 signatures");
        }
        signatures = List.copyOf(signatures);
    }

    /// Signs `text`.
    ///
    /// @throws LogFormatException if the text cannot be that of a note
    public static SignedNote sign(String text, NoteSigner signer) {
        byte[] signature = signer.sign(CanonicalText.utf8(text));
        int keyId = VerifierKey.of(signer).keyId();
        return new SignedNote(text, List.of(NoteSignature.of(signer.name(), keyId, signature)));
    }

    /// The note that these bytes are.
    ///
    /// @throws LogFormatException if they are not a signed note in its one canonical form
    public static SignedNote parse(byte[] encoded) {
        if (encoded.length > MAX_BYTES) {
            throw new LogFormatException("a note has at most 1 MiB");
        }
        String note = CanonicalText.utf8(encoded);
        int separator = note.lastIndexOf("\n\n");
        if (separator < 0 || !note.endsWith("\n")) {
            throw new LogFormatException("a note has a text, an empty line and signature lines");
        }
        List<NoteSignature> signatures = new ArrayList<>();
        String lines = note.substring(separator + 2);
        for (String line : lines.isEmpty() ? List.<String>of() : lines.lines().toList()) {
            signatures.add(signatureLine(line));
        }
        SignedNote parsed = new SignedNote(note.substring(0, separator + 1), signatures);
        if (!parsed.asText().equals(note)) {
            throw new LogFormatException("not the canonical form of a note");
        }
        return parsed;
    }

    /// The note with one more signature over the same text, for example that of a new key during a rotation.
    public SignedNote signedAlsoBy(NoteSigner signer) {
        List<NoteSignature> all = new ArrayList<>(signatures);
        all.addAll(sign(text, signer).signatures);
        return new SignedNote(text, all);
    }

    /// The bytes to store and to publish.
    public byte[] encode() {
        return CanonicalText.utf8(asText());
    }

    private String asText() {
        StringBuilder out = new StringBuilder(text).append('\n');
        for (NoteSignature signature : signatures) {
            out.append(LINE_START).append(signature.keyName()).append(' ').append(signature.base64()).append('\n');
        }
        return out.toString();
    }

    private static NoteSignature signatureLine(String line) {
        int space = line.indexOf(' ', LINE_START.length());
        if (!line.startsWith(LINE_START) || space < 0) {
            throw new LogFormatException("a signature line is an em dash, a name and base64");
        }
        return new NoteSignature(line.substring(LINE_START.length(), space), line.substring(space + 1));
    }
}
