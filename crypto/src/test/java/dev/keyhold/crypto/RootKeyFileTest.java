package dev.keyhold.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RootKeyFileTest {

    @TempDir private Path directory;

    private final SecretBytes key = Randomness.of(CryptoPool.shared()).secret(32);

    private Path written() throws IOException {
        Path file = directory.resolve("root.key");
        RootKeyFile.create(file, key);
        return file;
    }

    private static void assertRefused(Path file, String why) {
        assertThatIOException().isThrownBy(() -> RootKeyFile.read(file)).withMessageContaining(why);
    }

    @Test
    void whatWasWrittenIsRead() throws IOException {
        Path file = written();
        try (SecretBytes read = RootKeyFile.read(file)) {
            assertThat(read.constantTimeEquals(key)).isTrue();
        }
    }

    @Test
    void theFileIsThePublishedText() throws Exception {
        byte[] raw = key.unsafeUse(byte[]::clone);
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update("keyhold-root-key 1\n".getBytes(StandardCharsets.US_ASCII));
        String check = HexFormat.of().formatHex(Arrays.copyOf(sha256.digest(raw), 8));
        assertThat(written())
                .hasContent(
                        "keyhold-root-key 1\n" + Base64.getEncoder().encodeToString(raw) + "\ncheck " + check + "\n");
    }

    @Test
    void onlyTheOwnerMayTouchIt() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written()))).isEqualTo("rw-------");
    }

    @Test
    void nothingIsEverOverwritten() throws IOException {
        Path file = written();
        byte[] before = Files.readAllBytes(file);
        try (SecretBytes other = SecretBytes.copyOf(new byte[32])) {
            assertThatThrownBy(() -> RootKeyFile.create(file, other)).isInstanceOf(FileAlreadyExistsException.class);
            assertThat(file).hasBinaryContent(before);
            Path link = Files.createSymbolicLink(directory.resolve("dangling"), directory.resolve("nowhere"));
            assertThatThrownBy(() -> RootKeyFile.create(link, other)).isInstanceOf(FileAlreadyExistsException.class);
            assertThat(directory.resolve("nowhere")).doesNotExist();
        }
    }

    @Test
    void aFileThatOthersMayReadOrWriteIsRefused() throws IOException {
        Path file = written();
        for (String mode :
                new String[] {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw---x---", "rwxrwxrwx"}) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            assertRefused(file, "chmod 600");
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        RootKeyFile.read(file).close();
    }

    @Test
    void aSymbolicLinkIsNotFollowed() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), written());
        assertRefused(link, "not a regular file");
    }

    @Test
    void aDirectoryOrAMissingFileIsRefused() throws IOException {
        assertRefused(Files.createDirectory(directory.resolve("sub")), "not a regular file");
        assertThatThrownBy(() -> RootKeyFile.read(directory.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void everyChangedByteIsFound() throws IOException {
        Path file = written();
        byte[] good = Files.readAllBytes(file);
        for (int at = 0; at < good.length; at++) {
            for (int change : new int[] {1, 0x20, 0x80}) {
                byte[] bad = good.clone();
                bad[at] ^= (byte) change;
                Files.write(file, bad);
                assertRefused(file, "damaged");
            }
        }
    }

    @Test
    void everyOtherLengthIsRefused() throws IOException {
        Path file = written();
        byte[] good = Files.readAllBytes(file);
        for (int length = 0; length < 2 * good.length; length++) {
            if (length != good.length) {
                Files.write(file, Arrays.copyOf(good, length));
                assertRefused(file, "not a root key file");
            }
        }
    }

    @Test
    void aKeyOfAnotherLengthIsRefusedBeforeAnythingIsWritten() {
        try (SecretBytes shorter = SecretBytes.copyOf(new byte[31])) {
            Path file = directory.resolve("short");
            assertThatIllegalArgumentException().isThrownBy(() -> RootKeyFile.create(file, shorter));
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void aWriteThatFailsLeavesNothingBehind() {
        SecretBytes closed = SecretBytes.copyOf(new byte[32]);
        closed.close();
        Path file = directory.resolve("closed");
        assertThatThrownBy(() -> RootKeyFile.create(file, closed)).isInstanceOf(IllegalStateException.class);
        assertThat(file).doesNotExist();
    }

    @Test
    void anErrorNeverEchoesTheKey() throws IOException {
        Path file = written();
        byte[] bad = Files.readAllBytes(file);
        String base64 = new String(bad, 19, 44, StandardCharsets.US_ASCII);
        bad[40] = '!';
        Files.write(file, bad);
        assertThatIOException()
                .isThrownBy(() -> RootKeyFile.read(file))
                .withMessageNotContaining(base64.substring(0, 8))
                .withNoCause();
    }
}
