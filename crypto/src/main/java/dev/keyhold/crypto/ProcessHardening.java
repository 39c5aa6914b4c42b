package dev.keyhold.crypto;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.keyhold.crypto.HardeningReport.Check;
import dev.keyhold.crypto.HardeningReport.Finding;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Closes the ways in which the memory of this process leaves it: attaching, debugging, heap and core dumps.
///
/// What the process can do for itself, it does ([#apply()]); what only the command line of the JVM or the system can
/// do, it checks ([#inspect()]). A production server refuses to start on a violation, a development server warns. This
/// hardens against other users and mishaps; it is no boundary against root on the same machine.
public final class ProcessHardening {

    private static final String JDWP = "jdwp";

    private ProcessHardening() {}

    /// Forbids core files and dumps for the rest of the process's life, then inspects. On a system other than Linux it
    /// only inspects.
    public static HardeningReport apply() {
        if (NativeCalls.LINUX) {
            // a failure shows in the report
            NativeCalls.forbidCoreFiles();
            NativeCalls.forbidDumps();
        }
        return inspect();
    }

    /// How this process stands now. Changes nothing.
    public static HardeningReport inspect() {
        HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return inspect(
                flag -> Boolean.parseBoolean(vm.getVMOption(flag).getValue()),
                ManagementFactory.getRuntimeMXBean().getInputArguments(),
                SystemState.current());
    }

    /// What the operating system knows.
    ///
    /// @param dumpable whether the kernel dumps the process and lets others trace it
    /// @param coreFiles whether core files are allowed
    /// @param secretsLocked whether the memory of secrets is locked and hidden
    record SystemState(boolean dumpable, boolean coreFiles, boolean secretsLocked) {

        static SystemState current() {
            boolean secretsLocked = ProtectedMemory.ofProcess().usage().allProtected();
            return NativeCalls.LINUX
                    ? new SystemState(NativeCalls.dumpable(), NativeCalls.coreFileLimit() != 0, secretsLocked)
                    : new SystemState(true, true, secretsLocked);
        }
    }

    static HardeningReport inspect(Predicate<String> flag, List<String> arguments, SystemState system) {
        List<Finding> findings = new ArrayList<>();
        for (Check check : Check.values()) {
            boolean satisfied =
                    switch (check) {
                        case ATTACH -> flag.test("DisableAttachMechanism");
                        case DYNAMIC_AGENTS -> !flag.test("EnableDynamicAgentLoading");
                        case DEBUGGER -> arguments.stream().noneMatch(ProcessHardening::loadsDebugger);
                        case HEAP_DUMP -> !flag.test("HeapDumpOnOutOfMemoryError");
                        case CRASH_DUMP -> !flag.test("CreateCoredumpOnCrash");
                        case PERFORMANCE_DATA -> !flag.test("UsePerfData");
                        case DUMPABLE -> !system.dumpable();
                        case CORE_LIMIT -> !system.coreFiles();
                        case SECRET_MEMORY -> system.secretsLocked();
                    };
            findings.add(new Finding(check, satisfied));
        }
        return new HardeningReport(findings);
    }

    private static boolean loadsDebugger(String argument) {
        boolean loadsAgent =
                argument.startsWith("-agentlib:")
                        || argument.startsWith("-agentpath:")
                        || argument.startsWith("-Xrun")
                        || argument.startsWith("-Xdebug");
        return loadsAgent && (argument.contains(JDWP) || argument.startsWith("-Xdebug"));
    }
}
