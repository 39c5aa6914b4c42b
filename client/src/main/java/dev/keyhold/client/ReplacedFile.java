package dev.keyhold.client;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/// A file that appears under its name whole or not at all: it is written beside its target under a hidden name, forced
/// to the disk, and moved over the target in one step. What a crash leaves is the old file or the new one, and perhaps
/// a hidden `.<name>.<random>.part`.
final class ReplacedFile implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final Path target;
    private final Path part;
    private final FileChannel channel;
    private final OutputStream out;

    private ReplacedFile(Path target, SecureRandom random, FileAttribute<?>... attributes) throws IOException {
        this.target = target;
        byte[] suffix = new byte[8];
        random.nextBytes(suffix);
        part = target.resolveSibling("." + target.getFileName() + "." + HexFormat.of().formatHex(suffix) + ".part");
        channel = FileChannel.open(part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes);
        out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
    }

    /// For a message: created with the permissions that the process gives new files.
    static ReplacedFile ofMessage(Path target, SecureRandom random) throws IOException {
        return new ReplacedFile(target.toAbsolutePath(), random);
    }

    /// For a plaintext: readable and writable by its owner only, from its first byte on.
    static ReplacedFile ofPlaintext(Path target, SecureRandom random) throws IOException {
        return new ReplacedFile(target.toAbsolutePath(), random, ownerOnly(target.toAbsolutePath()));
    }

    /// For a new form of a file that exists: keeps its owner, group and permissions, or fails.
    static ReplacedFile ofSame(Path target, SecureRandom random) throws IOException {
        Path absolute = target.toRealPath();
        ReplacedFile file = new ReplacedFile(absolute, random, ownerOnly(absolute));
        try {
            copyOwnership(absolute, file.part);
            return file;
        } catch (IOException | RuntimeException failed) {
            file.close();
            throw failed;
        }
    }

    OutputStream stream() {
        return out;
    }

    /// Makes the file the target, durably. Without this, closing leaves the target as it was.
    void commit() throws IOException {
        out.flush();
        channel.force(true);
        channel.close();
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceDirectory();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(part);
    }

    /// The move is durable once the directory is. Only POSIX systems let a directory be opened for this.
    private void forceDirectory() throws IOException {
        Path directory = directoryOf(target);
        if (isPosix(directory)) {
            try (FileChannel entry = FileChannel.open(directory, StandardOpenOption.READ)) {
                entry.force(true);
            }
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path target) throws IOException {
        return isPosix(directoryOf(target))
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static void copyOwnership(Path from, Path to) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (view == null || !isPosix(directoryOf(from))) {
            return;
        }
        PosixFileAttributes wanted = Files.readAttributes(from, PosixFileAttributes.class);
        PosixFileAttributes actual = view.readAttributes();
        if (!wanted.group().equals(actual.group())) {
            view.setGroup(wanted.group());
        }
        if (!wanted.owner().equals(actual.owner())) {
            view.setOwner(wanted.owner());
        }
        view.setPermissions(wanted.permissions());
    }

    private static boolean isPosix(Path directory) throws IOException {
        FileStore store = Files.getFileStore(directory);
        return store.supportsFileAttributeView(PosixFileAttributeView.class);
    }

    private static Path directoryOf(Path absolute) throws IOException {
        Path directory = absolute.getParent();
        if (directory == null) {
            throw new IOException("a file system root cannot be replaced");
        }
        return directory;
    }
}
