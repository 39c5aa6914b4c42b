package dev.keyhold.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {
    /// The example of the Go package golang.org/x/mod/sumdb/note, whose format C2SP signed-note is.
    private static final String NEUMANN_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final byte[] NEUMANN_SEED =
            Arrays.copyOfRange(Base64.getDecoder().decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"), 1, 33);
    private static final String NEUMANN_TEXT =
            """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.
            """;
    private static final String NEUMANN_NOTE =
            NEUMANN_TEXT
                    + """

                    — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
                    """;

    /// The example of C2SP signed-note.
    private static final String QUASIMODO_NOTE =
            """
            Ognuno sta solo sul cuor della terra
            trafitto da un raggio di sole:

            ed è subito sera.

            — quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
            """;

    @Test
    void signingGivesThePublishedNote() {
        TestKey neumann = new TestKey("PeterNeumann", NEUMANN_SEED);
        SignedNote note = SignedNote.sign(NEUMANN_TEXT, neumann);
        assertThat(new String(note.encode(), StandardCharsets.UTF_8)).isEqualTo(NEUMANN_NOTE);
        assertThat(VerifierKey.of(neumann).text()).isEqualTo(NEUMANN_KEY);
    }

    @Test
    void aPublishedNoteWithAnEmptyLineInItsTextIsTakenApart() {
        SignedNote note = SignedNote.parse(utf8(QUASIMODO_NOTE));
        assertThat(note.text()).endsWith("raggio di sole:\n\ned è subito sera.\n");
        assertThat(note.signatures()).hasSize(1);
        assertThat(note.signatures().getFirst().keyName()).isEqualTo("quasimodo.example/salvatore");
        assertThat(note.signatures().getFirst().keyId()).isEqualTo(0x367BA04B);
        assertThat(note.signatures().getFirst().signature()).hasSize(64);
        assertThat(note.encode()).isEqualTo(utf8(QUASIMODO_NOTE));
    }

    @Test
    void aNoteCanCarryTheSignaturesOfTheOldAndTheNewKey() {
        TestKey old = TestKey.numbered("log.example/1", 1);
        TestKey next = TestKey.numbered("log.example/1", 2);
        SignedNote note = SignedNote.sign("text\n", old).signedAlsoBy(next);
        assertThat(SignedNote.parse(note.encode())).isEqualTo(note);
        assertThat(note.signatures())
                .extracting(NoteSignature::keyId)
                .containsExactly(VerifierKey.of(old).keyId(), VerifierKey.of(next).keyId());
    }

    static Stream<String> malformedNotes() {
        String line = NEUMANN_NOTE.substring(NEUMANN_TEXT.length() + 1);
        return Stream.of(
                "",
                "\n",
                "\n\n",
                "text\n",
                "text\n\n",
                "text\n" + line,
                "\n" + line,
                "text" + line,
                "text\n\n" + line.strip(),
                "text\n\n" + line + "\n",
                "text\n\n" + line + "x",
                "text\n\n" + line + "x\n",
                "text\n\n " + line,
                "text\n\n" + line.replace('\u2014', '-'),
                "text\n\n" + line.replace("\u2014 ", "\u2014"),
                "text\n\n" + line.replace("PeterNeumann", ""),
                "text\n\n" + line.replace("PeterNeumann", "Peter+Neumann"),
                "text\n\n" + line.replace("PeterNeumann", "Peter\u00a0Neumann"),
                "text\n\n" + line.replace("PeterNeumann", "Peter\u0085Neumann"),
                "text\n\n" + line.replace("PeterNeumann ", "PeterNeumann  "),
                "text\n\n" + line.replace("nAM=", "nAN="),
                "text\n\n" + line.replace("nAM=", "nAM"),
                "text\n\n" + line.replace("nAM=", "nAM=="),
                "text\n\n" + line.replace("nAM=", "nAM= "),
                "text\n\n" + line.replace("nAM=", "n-M="),
                "text\n\n\u2014 name AAAAAA==\n",
                "te\txt\n\n" + line,
                "te\rxt\n\n" + line,
                "te\u0000xt\n\n" + line,
                "text\r\n\n" + line,
                "text\n\n" + line.repeat(101));
    }

    @ParameterizedTest
    @MethodSource("malformedNotes")
    void aMalformedNoteIsRefused(String note) {
        assertThatThrownBy(() -> SignedNote.parse(utf8(note))).isInstanceOf(LogFormatException.class);
    }

    @Test
    void aNoteThatIsNotUtf8IsRefused() {
        byte[] note = utf8(NEUMANN_NOTE);
        note[3] = (byte) 0xFF;
        assertThatThrownBy(() -> SignedNote.parse(note)).isInstanceOf(LogFormatException.class);
    }

    @Test
    void aNoteOfMoreThanOneMebibyteIsRefused() {
        byte[] note = utf8("x".repeat(1 << 20) + NEUMANN_NOTE);
        assertThatThrownBy(() -> SignedNote.parse(note)).isInstanceOf(LogFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no newline", "two\n\rlines\n", "tab\t\n", "\ud800\n"})
    void aTextThatNoNoteCanHaveIsNotSigned(String text) {
        assertThatThrownBy(() -> SignedNote.sign(text, TestLog.KEY)).isInstanceOf(LogFormatException.class);
    }

    @Test
    void aNoteWithoutSignaturesCannotBeMade() {
        assertThatThrownBy(() -> new SignedNote("text\n", List.of())).isInstanceOf(LogFormatException.class);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
