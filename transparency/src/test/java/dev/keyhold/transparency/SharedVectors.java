package dev.keyhold.transparency;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Finds the test vectors that lie beside the project in `shared/vectors`; a test that needs them is skipped where they
/// are absent.
final class SharedVectors {
    private SharedVectors() {}

    static String read(String name) throws IOException {
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null && !Files.isRegularFile(directory.resolve("shared/vectors").resolve(name))) {
            directory = directory.getParent();
        }
        assumeTrue(directory != null, "skipped: ../shared/vectors/" + name + " is not there");
        return Files.readString(directory.resolve("shared/vectors").resolve(name));
    }
}
