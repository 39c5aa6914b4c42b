package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A run of a program that is not ours: the AWS CLI, python3, node, npm.
///
/// @param command the program and its arguments
/// @param exitCode how it ended
/// @param out what it printed
/// @param err what it complained about
record Program(List<String> command, int exitCode, String out, String err) {

    /// Generous: a deadline only ends a run that hangs.
    private static final int DEADLINE_MINUTES = 3;

    static boolean isOnPath(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, name)));
    }

    /// Runs it to its end, with no AWS variable but those given.
    static Program run(Path directory, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("keyhold", ".out");
        Path err = Files.createTempFile("keyhold", ".err");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("KEYHOLD_"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(DEADLINE_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(List.of(command) + " does not end: " + Files.readString(err));
            }
            return new Program(List.of(command), process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    Program succeeded() {
        assertThat(exitCode).as("%s\n%s\n%s", command, out, err).isZero();
        return this;
    }
}
