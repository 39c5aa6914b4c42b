package dev.keyhold.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/// Test data that lies beside the project, in `../shared`. A test that needs an absent file is skipped and says so.
public final class SharedFiles {

    private SharedFiles() {}

    /// The parsed JSON of one file, such as `vectors/sigv4-suite.json`.
    public static JsonNode json(String name) {
        Optional<Path> file = find().map(shared -> shared.resolve(name)).filter(Files::isRegularFile);
        Assumptions.assumeTrue(file.isPresent(), () -> "skipped: shared/" + name + " is not beside the project");
        try {
            return JsonNode.parser().parse(Files.readString(file.orElseThrow()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> find() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path shared = at.resolveSibling("shared");
            if (Files.isDirectory(shared.resolve("vectors"))) {
                return Optional.of(shared);
            }
        }
        return Optional.empty();
    }
}
