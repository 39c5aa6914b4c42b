package dev.keyhold.store.sqlite;

import dev.keyhold.store.StoreContract;
import dev.keyhold.store.TestStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// The contract on SQLite.
class SqliteStoreTest extends StoreContract {

    @TempDir private Path directory;

    @Override
    protected TestStores fresh() {
        try {
            return new SqliteTestStores(Files.createTempDirectory(directory, "data"));
        } catch (IOException cannot) {
            throw new UncheckedIOException(cannot);
        }
    }
}
