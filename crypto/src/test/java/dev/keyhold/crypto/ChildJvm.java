package dev.keyhold.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A main class of the test tree in a JVM of its own, with this JVM's class path.
///
/// @param main the class
/// @param wrapper the command that the JVM is started by
/// @param flags of the JVM
/// @param classPath which entries of the class path it sees
record ChildJvm(Class<?> main, List<String> wrapper, List<String> flags, Predicate<String> classPath) {

    static ChildJvm of(Class<?> main) {
        return new ChildJvm(main, List.of(), List.of(), entry -> true);
    }

    ChildJvm flags(String... added) {
        return new ChildJvm(main, wrapper, List.of(added), classPath);
    }

    ChildJvm behind(String... command) {
        return new ChildJvm(main, List.of(command), flags, classPath);
    }

    ChildJvm seeing(Predicate<String> entries) {
        return new ChildJvm(main, wrapper, flags, entries);
    }

    /// Runs it to its end, which must be a success, and gives the lines that it printed.
    Stream<String> run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(wrapper);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(flags);
        command.add("-cp");
        command.add(
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .filter(classPath)
                        .collect(Collectors.joining(File.pathSeparator)));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines();
    }
}
