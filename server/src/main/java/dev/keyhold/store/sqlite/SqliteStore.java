package dev.keyhold.store.sqlite;

import dev.keyhold.store.Store;
import dev.keyhold.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Opens the store of a data directory: `state.db` for state and recent entries, `log/` for full bundles, `lock` for
/// the one server that may use them.
public final class SqliteStore {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private SqliteStore() {}

    /// Opens the store, with its schema brought up to date.
    ///
    /// @param dataDirectory an existing directory on a local file system
    /// @throws StoreException in plain words if another server uses the directory, or the files cannot be used
    public static Store open(Path dataDirectory) {
        DirectoryLock lock = DirectoryLock.take(dataDirectory);
        try {
            return new Store(SqliteEngine.open(database(dataDirectory), dataDirectory.resolve("log"), lock));
        } catch (RuntimeException cannot) {
            lock.close();
            throw cannot;
        }
    }

    /// The database file, made before SQLite makes it, because SQLite would let others read it.
    private static Path database(Path dataDirectory) {
        Path file = dataDirectory.resolve("state.db");
        try {
            if (!Files.exists(file)) {
                Files.createFile(file, OWNER_ONLY);
            }
            return file;
        } catch (IOException cannot) {
            throw new StoreException("cannot create " + file, cannot);
        }
    }
}
