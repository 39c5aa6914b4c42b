package dev.keyhold.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyhold.crypto.HardeningReport.Check;
import dev.keyhold.crypto.HardeningReport.Finding;
import dev.keyhold.crypto.ProcessHardening.SystemState;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class ProcessHardeningTest {

    private static final SystemState HARD = new SystemState(false, false, true);
    private static final Set<String> GOOD_FLAGS = Set.of("DisableAttachMechanism");

    private static List<Check> violations(Set<String> flags, List<String> arguments, SystemState system) {
        return ProcessHardening.inspect(flags::contains, arguments, system).violations().stream()
                .map(Finding::check)
                .toList();
    }

    @Test
    void aHardenedProcessHasNoViolation() {
        HardeningReport report = ProcessHardening.inspect(GOOD_FLAGS::contains, List.of("-Xmx1g"), HARD);
        assertThat(report.clean()).isTrue();
        assertThat(report.findings()).hasSameSizeAs(Check.values());
    }

    @Test
    void everyDangerousSwitchIsFoundByItself() {
        assertThat(violations(Set.of(), List.of(), HARD)).containsExactly(Check.ATTACH);
        assertThat(violations(Set.of("DisableAttachMechanism", "EnableDynamicAgentLoading"), List.of(), HARD))
                .containsExactly(Check.DYNAMIC_AGENTS);
        assertThat(violations(Set.of("DisableAttachMechanism", "HeapDumpOnOutOfMemoryError"), List.of(), HARD))
                .containsExactly(Check.HEAP_DUMP);
        assertThat(violations(Set.of("DisableAttachMechanism", "CreateCoredumpOnCrash"), List.of(), HARD))
                .containsExactly(Check.CRASH_DUMP);
        assertThat(violations(Set.of("DisableAttachMechanism", "UsePerfData"), List.of(), HARD))
                .containsExactly(Check.PERFORMANCE_DATA);
        assertThat(violations(GOOD_FLAGS, List.of(), new SystemState(true, false, true)))
                .containsExactly(Check.DUMPABLE);
        assertThat(violations(GOOD_FLAGS, List.of(), new SystemState(false, true, true)))
                .containsExactly(Check.CORE_LIMIT);
        assertThat(violations(GOOD_FLAGS, List.of(), new SystemState(false, false, false)))
                .containsExactly(Check.SECRET_MEMORY);
    }

    @Test
    void debuggersAreFoundHoweverTheyAreLoaded() {
        for (String argument :
                List.of(
                        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=5005",
                        "-agentpath:/usr/lib/jvm/lib/libjdwp.so=transport=dt_socket",
                        "-Xrunjdwp:transport=dt_socket",
                        "-Xdebug")) {
            assertThat(violations(GOOD_FLAGS, List.of("-Xmx1g", argument), HARD))
                    .as(argument)
                    .containsExactly(Check.DEBUGGER);
        }
        assertThat(violations(GOOD_FLAGS, List.of("-Djdwp=1", "-Xrunhprof"), HARD)).isEmpty();
    }

    @Test
    void everyFindingSaysWhatToSet() {
        for (Check check : Check.values()) {
            assertThat(new Finding(check, false).advice()).contains("; set ");
        }
        assertThat(new Finding(Check.ATTACH, false).advice()).endsWith("-XX:+DisableAttachMechanism");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aJvmStartedAsAdvisedIsCleanAfterApplying() throws Exception {
        assertThat(
                        child(
                                "-XX:+DisableAttachMechanism",
                                "-XX:-EnableDynamicAgentLoading",
                                "-XX:-CreateCoredumpOnCrash",
                                "-XX:-UsePerfData"))
                .containsExactly("before: [DUMPABLE, CORE_LIMIT]", "after: []");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aCarelesslyStartedJvmShowsEveryViolationThatOnlyItsCommandLineCanMend() throws Exception {
        assertThat(
                        child(
                                "-XX:+HeapDumpOnOutOfMemoryError",
                                "-XX:+EnableDynamicAgentLoading",
                                "-XX:+CreateCoredumpOnCrash",
                                "-XX:+UsePerfData",
                                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0,quiet=y"))
                .last()
                .isEqualTo("after: [ATTACH, DYNAMIC_AGENTS, DEBUGGER, HEAP_DUMP, CRASH_DUMP, PERFORMANCE_DATA]");
    }

    /// A child with core files allowed, whatever this process has.
    private static List<String> child(String... flags) throws Exception {
        return ChildJvm.of(HardeningProbe.class)
                .flags(flags)
                .behind("sh", "-c", "ulimit -S -c 1 && exec \"$@\"", "sh")
                .run()
                .filter(line -> line.matches("(before|after): .*"))
                .toList();
    }
}
