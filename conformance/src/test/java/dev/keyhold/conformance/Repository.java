package dev.keyhold.conformance;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where the packaged command is.
final class Repository {

    private Repository() {}

    /// The directory that holds `bin/keyhold`, found upwards from the working directory.
    static Path root() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isExecutable(at.resolve("bin/keyhold"))) {
                return at;
            }
        }
        throw new IllegalStateException("bin/keyhold is in no directory above " + Path.of("").toAbsolutePath());
    }
}
