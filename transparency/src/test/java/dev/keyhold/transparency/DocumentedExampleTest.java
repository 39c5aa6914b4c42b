package dev.keyhold.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyhold.transparency.verify.LogVerifier;
import dev.keyhold.transparency.verify.TiledLogSource;
import dev.keyhold.transparency.verify.TrustedKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example at the end of docs/log-format.md, whose values were made with Python's hashlib, hmac and OpenSSL's
/// Ed25519.
class DocumentedExampleTest {
    private static final String SALT = "000102030405060708090a0b0c0d0e0f";
    private static final String COMMITMENT = "463fc8d32691291eb707d9ed731cdc1084311e09c22762fb803c27b480f4a9a0";
    private static final String ENVELOPE =
            "01"
                    + "0000000000000000"
                    + "00000123456789ab"
                    + "313131313232323233333333"
                    + "09"
                    + "65752d776573742d31"
                    + "0000000000000007"
                    + COMMITMENT;
    private static final String LEAF = "12f7a35b5694bac88f61fa7d12c773ead4a7b09ba553e7d8b98ee2d393002a0c";
    private static final String KEY = "keyhold.example/node-1+43ba4c8d+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";
    private static final String CHECKPOINT =
            """
            keyhold.example/node-1
            1
            EvejW1aUusiPYfp9Esdz6tSnsJulU+fYuY7i05MAKgw=

            — keyhold.example/node-1 Q7pMjRGV2lfHd6pJLOIk/BU6lvOMtjxXFufc40e0Lg51eKo27Gqzx1Z32OA/uXQQHJDPRgtLpjjqovGIngTlOriEZgY=
            """;

    private final byte[] salt = hex(SALT);
    private final byte[] record = "{\"eventName\":\"Decrypt\"}".getBytes(StandardCharsets.UTF_8);

    @Test
    void theWriterMakesTheDocumentedLogAndTheVerifierConfirmsIt(@TempDir Path directory) throws IOException {
        Hash commitment = new RecordCommitment().commit(salt, record);
        byte[] envelope = new LogEntry(0, 0x0123456789ABL, "111122223333", "eu-west-1", 7, commitment).encode();
        TreeFrontier frontier = new TreeFrontier();
        frontier.appendEntry(envelope);
        TestKey key = new TestKey("keyhold.example/node-1", hex(SALT + "101112131415161718191a1b1c1d1e1f"));
        LogDirectoryWriter writer = new LogDirectoryWriter(directory);
        writer.add(envelope, EntryBody.of(salt, record));
        writer.finish(Checkpoint.of(key.name(), frontier).sign(key));

        assertThat(commitment).hasToString(COMMITMENT);
        assertThat(envelope).isEqualTo(hex(ENVELOPE));
        assertThat(VerifierKey.of(key).text()).isEqualTo(KEY);
        assertThat(directory.resolve("checkpoint")).hasContent(CHECKPOINT.stripTrailing());
        assertThat(directory.resolve("tile/0/000.p/1")).hasBinaryContent(hex(LEAF));
        assertThat(directory.resolve("tile/entries/000.p/1")).hasBinaryContent(hex("004f" + ENVELOPE));
        assertThat(directory.resolve("bodies/000.p/1"))
                .hasBinaryContent(hex("01" + SALT + "00000017" + "7b226576656e744e616d65223a2244656372797074227d"));
        assertThat(new LogVerifier(TrustedKey.parse(KEY)).verify(TiledLogSource.directory(directory)).problems())
                .isEmpty();
    }

    @Test
    void theVerifierConfirmsTheDocumentedFilesThatTheWriterNeverTouched(@TempDir Path directory) throws IOException {
        put(directory, "checkpoint", CHECKPOINT.getBytes(StandardCharsets.UTF_8));
        put(directory, "tile/0/000.p/1", hex(LEAF));
        put(directory, "tile/entries/000.p/1", hex("004f" + ENVELOPE));
        put(directory, "bodies/000.p/1", hex("01" + SALT + "00000017" + HexFormat.of().formatHex(record)));
        assertThat(new LogVerifier(TrustedKey.parse(KEY)).verify(TiledLogSource.directory(directory)).problems())
                .isEmpty();
    }

    @Test
    void aSaltOfAnotherLengthMakesNoCommitment() {
        for (int length : new int[] {0, 15, 17, 32}) {
            assertThatThrownBy(() -> new RecordCommitment().commit(new byte[length], record))
                    .isInstanceOf(LogFormatException.class);
        }
    }

    private static void put(Path directory, String name, byte[] bytes) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.resolve("..").normalize());
        Files.write(file, bytes);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
