package dev.keyhold.conformance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/// The npm packages of src/test/js at the versions of its lock file, installed below target where node finds them.
/// Tests are skipped where there is no node or npm, or the registry cannot be reached.
final class NpmProject {

    private static final List<String> FILES = List.of("package.json", "package-lock.json", ".npmrc");
    private static final List<String> UNREACHABLE =
            List.of("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ENETUNREACH", "ERR_SOCKET");

    private final Path directory;

    private NpmProject(Path directory) {
        this.directory = directory;
    }

    /// Installs the packages, unless the same ones are there from an earlier run.
    static synchronized NpmProject install() throws IOException, InterruptedException {
        assumeTrue(Program.isOnPath("node") && Program.isOnPath("npm"), "there is no node or no npm on PATH");
        Path sources = Repository.root().resolve("conformance/src/test/js");
        Path directory = Repository.root().resolve("conformance/target/js");
        Path installed = directory.resolve("installed-lock.json");
        Path lock = sources.resolve("package-lock.json");
        if (!Files.exists(installed) || Files.mismatch(installed, lock) >= 0) {
            Files.createDirectories(directory);
            for (String file : FILES) {
                Files.copy(sources.resolve(file), directory.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
            Program install = Program.run(directory, Map.of(), "npm", "ci", "--prefer-offline");
            assumeTrue(
                    UNREACHABLE.stream().noneMatch(install.err()::contains),
                    () -> "the npm registry cannot be reached: " + install.err());
            install.succeeded();
            Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
        }
        return new NpmProject(directory);
    }

    /// Runs a program, an ES module, with these packages.
    Program node(Map<String, String> environment, String program, String... arguments)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile(directory, "program", ".mjs");
        try {
            Files.writeString(file, program);
            String[] command = new String[arguments.length + 2];
            command[0] = "node";
            command[1] = file.toString();
            System.arraycopy(arguments, 0, command, 2, arguments.length);
            return Program.run(directory, environment, command);
        } finally {
            Files.delete(file);
        }
    }
}
