package dev.keyhold.conformance;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/// A disk that fails once when it is told to: `src/test/c/fault.c` under one server. Threads: safe.
final class FaultyDisk {

    private final Path library;
    private final Path directory;
    private final Path control;
    private final Path report;

    private FaultyDisk(Path library, Path directory, Path control, Path report) {
        this.library = library;
        this.directory = directory;
        this.control = control;
        this.report = report;
    }

    /// Compiles the library, or skips the test where that cannot be.
    ///
    /// @param to where it is put
    static Path compile(Path to) throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                System.getProperty("os.name").equals("Linux"), "skipped: the faults are injected on Linux only");
        Assumptions.assumeTrue(onPath("cc"), "skipped: there is no C compiler 'cc' to build the faults with");
        Path source = Repository.root().resolve("conformance/src/test/c/fault.c");
        Path log = to.resolveSibling("cc.log");
        Process compiler =
                new ProcessBuilder(
                                "cc",
                                "-shared",
                                "-fPIC",
                                "-O1",
                                "-Wall",
                                "-Wextra",
                                "-Werror",
                                "-o",
                                to.toString(),
                                source.toString(),
                                "-ldl")
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        if (compiler.waitFor() != 0) {
            throw new AssertionError("fault.c does not compile: " + Files.readString(log));
        }
        return to;
    }

    private static boolean onPath(String program) {
        return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .anyMatch(at -> Files.isExecutable(Path.of(at, program)));
    }

    /// @param library as [#compile] made it
    /// @param directory whose files may fail
    /// @param scratch for files of its own, outside of `directory`
    static FaultyDisk below(Path library, Path directory, Path scratch) throws IOException {
        return new FaultyDisk(library, directory.toRealPath(), scratch.resolve("control"), scratch.resolve("report"));
    }

    /// What a server is started with to stand on this disk.
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", library.toString(),
                "FAULT_DIRECTORY", directory.toString(),
                "FAULT_CONTROL", control.toString(),
                "FAULT_REPORT", report.toString());
    }

    /// Lets the next call fail that `fault`, in the words of `fault.c`, is about.
    void arm(String fault) throws IOException {
        Path whole = Files.writeString(control.resolveSibling("control.unfinished"), fault + "\n");
        Files.move(whole, control, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Whether it has failed. The server hears of it after this is true.
    boolean hasFailed() {
        return Files.exists(report);
    }

    /// The one call that failed, then those of the same file that came after it.
    List<String> calls() throws IOException {
        return Files.readAllLines(report);
    }
}
