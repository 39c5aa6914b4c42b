package dev.keyhold.store.sqlite;

import dev.keyhold.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The right to use a data directory, held until closed or until the process ends, however it ends.
///
/// Threads: safe.
final class DirectoryLock implements AutoCloseable {

    /// The directories that this process holds. It has to be known before the file is opened, because POSIX drops a
    /// process's lock as soon as the process closes any descriptor of the file.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /// @throws StoreException if another server has the directory
    static DirectoryLock take(Path dataDirectory) {
        Path directory = real(dataDirectory);
        if (!HELD_HERE.add(directory)) {
            throw inUse(dataDirectory);
        }
        @Nullable FileChannel channel = null;
        try {
            channel = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(dataDirectory);
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pid()));
            return new DirectoryLock(directory, channel);
        } catch (IOException | RuntimeException cannot) {
            HELD_HERE.remove(directory);
            closeQuietly(channel);
            throw cannot instanceof StoreException refusal
                    ? refusal
                    : new StoreException("cannot lock the data directory " + dataDirectory, cannot);
        }
    }

    private static byte[] pid() {
        return (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static Path real(Path dataDirectory) {
        try {
            return dataDirectory.toRealPath();
        } catch (IOException cannot) {
            throw new StoreException("there is no data directory " + dataDirectory, cannot);
        }
    }

    private static StoreException inUse(Path dataDirectory) {
        return new StoreException(
                "the data directory "
                        + dataDirectory
                        + " is in use by another server (its process"
                        + " id is in the file 'lock' there); one data directory serves one server");
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException ignored) {
            // nothing was written that matters, and the caller has a better reason to throw
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException cannot) {
            throw new StoreException("cannot release the data directory " + directory, cannot);
        } finally {
            HELD_HERE.remove(directory);
        }
    }
}
