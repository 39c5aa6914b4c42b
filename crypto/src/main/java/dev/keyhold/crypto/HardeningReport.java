package dev.keyhold.crypto;

import java.util.List;

/// What [ProcessHardening] found.
///
/// @param findings one per check, in the order of [Check]
public record HardeningReport(List<Finding> findings) {

    /// Keeps its own copy.
    public HardeningReport {
        findings = List.copyOf(findings);
    }

    /// What is checked: each a way in which secrets leave a process without breaking any cryptography.
    public enum Check {
        /// jcmd, jmap and profilers attach and dump the heap.
        ATTACH("another process can attach and dump the heap", "-XX:+DisableAttachMechanism"),
        /// An agent is loaded into the running process.
        DYNAMIC_AGENTS("agents can be loaded at run time", "-XX:-EnableDynamicAgentLoading"),
        /// A debugger reads every object.
        DEBUGGER("a debug agent is loaded", "no -agentlib:jdwp or -Xrunjdwp"),
        /// The heap is written to a file when memory runs out.
        HEAP_DUMP("the heap is dumped when memory runs out", "-XX:-HeapDumpOnOutOfMemoryError"),
        /// The whole process is written to a file when the JVM crashes.
        CRASH_DUMP("a crash of the JVM leaves a core file", "-XX:-CreateCoredumpOnCrash"),
        /// Counters of the process are shared through a file.
        PERFORMANCE_DATA("performance data is shared in a file", "-XX:-UsePerfData"),
        /// The kernel may dump the process, and processes of the same user may read its memory.
        DUMPABLE("the process can be dumped and traced", "prctl(PR_SET_DUMPABLE, 0), which needs Linux"),
        /// The kernel may write core files.
        CORE_LIMIT("core files are allowed", "ulimit -c 0, or LimitCORE=0 in the systemd unit"),
        /// Memory of secrets may be written to swap or dumps.
        SECRET_MEMORY("secrets are in memory that is not locked", "ulimit -l, or LimitMEMLOCK= in the systemd unit");

        private final String danger;
        private final String remedy;

        Check(String danger, String remedy) {
            this.danger = danger;
            this.remedy = remedy;
        }
    }

    /// The result of one check.
    ///
    /// @param check what was looked at
    /// @param satisfied whether it is as it should be
    public record Finding(Check check, boolean satisfied) {

        /// What can happen, and what to set, in one line for the operator.
        public String advice() {
            return check.danger + "; set " + check.remedy;
        }
    }

    /// Whether nothing is to be said.
    public boolean clean() {
        return violations().isEmpty();
    }

    /// The findings that are not satisfied.
    public List<Finding> violations() {
        return findings.stream().filter(finding -> !finding.satisfied()).toList();
    }
}
