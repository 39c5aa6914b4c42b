package dev.keyhold.boot;

import dev.keyhold.crypto.Randomness;
import dev.keyhold.crypto.RootKeyFile;
import dev.keyhold.crypto.SecretBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// Key files of a node, with the error in plain words for whoever starts it.
final class KeyFiles {

    private static final int KEY_BYTES = 32;

    private KeyFiles() {}

    static void create(Path file, Randomness randomness) {
        try (SecretBytes key = randomness.secret(KEY_BYTES)) {
            RootKeyFile.create(file, key);
        } catch (IOException cannot) {
            throw new UncheckedIOException("cannot create the key file " + file, cannot);
        }
    }

    static SecretBytes read(Path file) {
        try {
            return RootKeyFile.read(file);
        } catch (IOException cannot) {
            throw new UncheckedIOException("cannot read the key file " + file + ": " + cannot.getMessage(), cannot);
        }
    }
}
