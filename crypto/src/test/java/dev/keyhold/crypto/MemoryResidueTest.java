package dev.keyhold.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
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
        return ChildJvm.of(MemoryProbe.class)
                .flags("-XX:+UseG1GC", "-Xms32m", "-Xmx256m")
                .run(calls)
                .filter(line -> line.matches("[a-z]+=\\d+"))
                .collect(
                        Collectors.toMap(
                                line -> line.substring(0, line.indexOf('=')),
                                line -> Integer.valueOf(line.substring(line.indexOf('=') + 1))));
    }
}
