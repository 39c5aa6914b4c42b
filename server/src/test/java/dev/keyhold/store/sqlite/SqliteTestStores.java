package dev.keyhold.store.sqlite;

import dev.keyhold.store.Store;
import dev.keyhold.store.TestStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A data directory of a test.
record SqliteTestStores(Path directory) implements TestStores {

    @Override
    public Store open() {
        return SqliteStore.open(directory);
    }

    private Path file(String node, String path) {
        return directory.resolve("log").resolve(node).resolve(path);
    }

    @Override
    public Optional<byte[]> bundleFile(String node, String path) {
        try {
            Path file = file(node, path);
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException cannot) {
            throw new UncheckedIOException(cannot);
        }
    }

    @Override
    public void damageBundleFile(String node, String path, byte[] bytes) {
        try {
            Files.write(file(node, path), bytes);
        } catch (IOException cannot) {
            throw new UncheckedIOException(cannot);
        }
    }

    @Override
    public void removeBundleFile(String node, String path) {
        try {
            Files.delete(file(node, path));
        } catch (IOException cannot) {
            throw new UncheckedIOException(cannot);
        }
    }
}
