package dev.keyhold.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Symmetric material leaves no copy outside protected memory, found by searching the memory of a real process.
@EnabledOnOs(OS.LINUX)
final class MemoryResidueTest {

    @Test
    void nothingIsLeftOfTheMaterialAfterAHundredThousandCalls() throws Exception {
        assertNothingLeft("100000");
    }

    @Test
    @Tag("soak")
    void nothingIsLeftOfTheMaterialAfterTwoMillionCalls() throws Exception {
        assertNothingLeft("2000000");
    }

    private static void assertNothingLeft(String calls) throws IOException, InterruptedException {
        Map<String, Integer> counts = probe(calls);
        assertThat(counts).as("copies before any call").containsEntry("before", 0);
        assertThat(counts).as("a planted copy is found").containsEntry("planted", 1);
        assertThat(counts).as("the secrets themselves are found").containsEntry("open", MemoryProbe.MATERIALS);
        assertThat(counts).as("copies after the calls").containsEntry("after", 0);
        assertThat(counts).as("closing wipes").containsEntry("closed", 0);
    }

    private static Map<String, Integer> probe(String calls) throws IOException, InterruptedException {
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseG1GC",
                        "-Xms32m",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MemoryProbe.class.getName(),
                        calls);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        Map<String, Integer> counts = new HashMap<>();
        output.lines()
                .filter(line -> line.matches("[a-z]+=\\d+"))
                .forEach(line ->
                        counts.put(
                                line.substring(0, line.indexOf('=')),
                                Integer.parseInt(line.substring(line.indexOf('=') + 1))));
        assertThat(counts).as(output).hasSize(5);
        return counts;
    }
}
