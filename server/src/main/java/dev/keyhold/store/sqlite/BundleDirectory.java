package dev.keyhold.store.sqlite;

import dev.keyhold.store.BundleFiles;
import dev.keyhold.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Files below `log/<node>/`. A file appears whole or not at all: it is written and synced under another name, renamed,
/// and its directory synced.
///
/// A file or directory that an earlier process left may not be durable yet, so it is synced once more before anyone
/// relies on it.
///
/// Threads: as [BundleFiles] says.
final class BundleDirectory implements BundleFiles {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final String UNFINISHED = ".unfinished";

    private final Path root;

    /// Directories whose entry in their parent this process has synced.
    private final Set<Path> durable = new LinkedHashSet<>(); // guarded by itself

    /// @param root made when the first file is
    BundleDirectory(Path root) {
        this.root = root.toAbsolutePath();
    }

    @Override
    public void put(String node, Map<String, byte[]> files) {
        try {
            Set<Path> touched = new LinkedHashSet<>();
            for (Map.Entry<String, byte[]> entry : files.entrySet()) {
                Path file = root.resolve(node).resolve(entry.getKey());
                Path directory = file.resolveSibling(".").normalize();
                makeDurable(directory);
                putFile(file, entry.getValue());
                touched.add(directory);
            }
            for (Path directory : touched) {
                sync(directory);
            }
        } catch (IOException cannot) {
            throw new StoreException("a bundle of the log of node " + node + " cannot be written", cannot);
        }
    }

    private void makeDurable(Path directory) throws IOException {
        synchronized (durable) {
            if (durable.contains(directory)) {
                return;
            }
            Path parent = directory.resolveSibling(".").normalize();
            if (!directory.equals(root)) {
                makeDurable(parent);
            }
            if (!Files.isDirectory(directory)) {
                Files.createDirectory(directory, OWNER_DIRECTORY);
            }
            sync(parent);
            durable.add(directory);
        }
    }

    private static void putFile(Path file, byte[] bytes) throws IOException {
        if (Files.exists(file)) {
            if (!Arrays.equals(Files.readAllBytes(file), bytes)) {
                throw new IllegalStateException(
                        "there is another " + file.getFileName() + " in the log already: " + "a bundle never changes");
            }
            sync(file);
            return;
        }
        Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        Files.deleteIfExists(unfinished);
        try (FileChannel channel =
                FileChannel.open(
                        unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_FILE)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void sync(Path fileOrDirectory) throws IOException {
        try (FileChannel channel = FileChannel.open(fileOrDirectory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public Optional<byte[]> get(String node, String path) {
        try {
            return Optional.of(Files.readAllBytes(root.resolve(node).resolve(path)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException cannot) {
            throw new StoreException("a bundle of the log of node " + node + " cannot be read", cannot);
        }
    }
}
