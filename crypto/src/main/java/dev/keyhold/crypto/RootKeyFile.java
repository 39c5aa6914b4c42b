package dev.keyhold.crypto;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The key-file seal: the root key in a file that only its owner may touch.
///
/// Three lines of ASCII, each ended by a line feed: `keyhold-root-key 1`, the 32 bytes in base64, and a checksum
/// against faults of storage and typing (`check ` and the first 8 bytes of SHA-256 over first line and key, in hex).
public final class RootKeyFile {

    private static final int KEY_LENGTH = 32;
    private static final int BASE64_LENGTH = 44;
    private static final int CHECKSUM_LENGTH = 8;
    private static final byte[] FIRST_LINE = ascii("keyhold-root-key 1\n");
    private static final byte[] CHECK = ascii("\ncheck ");
    private static final int FILE_LENGTH = FIRST_LINE.length + BASE64_LENGTH + CHECK.length + 2 * CHECKSUM_LENGTH + 1;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private RootKeyFile() {}

    /// Writes a new file, durably, with mode 0600 from its first moment.
    ///
    /// @param key 32 bytes; stays open
    /// @throws java.nio.file.FileAlreadyExistsException if there is anything at this path: no root key is ever
    ///   overwritten
    /// @throws IOException if it cannot be written; nothing is left behind then
    public static void create(Path file, SecretBytes key) throws IOException {
        if (key.length() != KEY_LENGTH) {
            throw new IllegalArgumentException("a root key has 32 bytes, not " + key.length());
        }
        try (SecretBytes text = key.unsafeUse(RootKeyFile::format)) {
            write(file, text);
        }
        try (FileChannel directory = FileChannel.open(parent(file), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static void write(Path file, SecretBytes text) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try (channel) {
            text.writeTo(channel);
            channel.force(true);
        } catch (IOException failed) {
            Files.deleteIfExists(file);
            throw failed;
        }
    }

    /// Reads the key.
    ///
    /// @throws IOException if the file is no regular file (a symbolic link is not followed), if anyone but its owner
    ///   may read or write it, or if its content is not what [#create] wrote
    public static SecretBytes read(Path file) throws IOException {
        refuseUnsafe(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
                SecretBytes text = SecretBytes.readFrom(channel, FILE_LENGTH)) {
            SecretBytes key = text.unsafeUse(RootKeyFile::parse);
            if (key == null) {
                throw new IOException(file + " is damaged: restore the root key file from its copy");
            }
            return key;
        }
    }

    private static void refuseUnsafe(Path file) throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw new IOException(file + " is not a regular file");
        }
        for (PosixFilePermission permission : attributes.permissions()) {
            if (permission.name().startsWith("GROUP") || permission.name().startsWith("OTHERS")) {
                throw new IOException(file + " is open to others than its owner: chmod 600 it");
            }
        }
        if (attributes.size() != FILE_LENGTH) {
            throw new IOException(file + " is not a root key file");
        }
    }

    private static Path parent(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException(file + " has no directory");
        }
        return parent;
    }

    private static SecretBytes format(byte[] key) {
        byte[] text = new byte[FILE_LENGTH];
        byte[] base64 = Base64.getEncoder().encode(key);
        int end = append(text, 0, FIRST_LINE);
        end = append(text, end, base64);
        end = append(text, end, CHECK);
        end = append(text, end, ascii(HexFormat.of().formatHex(checksum(key))));
        text[end] = '\n';
        Arrays.fill(base64, (byte) 0);
        return SecretBytes.takeFrom(text);
    }

    /// Null if the text is not what [#format] makes of the key in it, byte for byte.
    private static @Nullable SecretBytes parse(byte[] text) {
        byte[] base64 = Arrays.copyOfRange(text, FIRST_LINE.length, FIRST_LINE.length + BASE64_LENGTH);
        byte[] key = new byte[KEY_LENGTH + 1];
        try {
            if (Base64.getDecoder().decode(base64, key) != KEY_LENGTH) {
                return null;
            }
            try (SecretBytes found = SecretBytes.copyOf(text);
                    SecretBytes candidate = SecretBytes.copyOf(key, 0, KEY_LENGTH);
                    SecretBytes expected = candidate.unsafeUse(RootKeyFile::format)) {
                return expected.constantTimeEquals(found) ? SecretBytes.copyOf(key, 0, KEY_LENGTH) : null;
            }
        } catch (IllegalArgumentException notBase64) {
            return null;
        } finally {
            Arrays.fill(base64, (byte) 0);
            Arrays.fill(key, (byte) 0);
        }
    }

    private static int append(byte[] target, int offset, byte[] source) {
        System.arraycopy(source, 0, target, offset, source.length);
        return offset + source.length;
    }

    private static byte[] checksum(byte[] key) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(FIRST_LINE);
            return Arrays.copyOf(sha256.digest(key), CHECKSUM_LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
