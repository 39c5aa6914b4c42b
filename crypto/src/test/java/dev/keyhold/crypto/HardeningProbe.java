package dev.keyhold.crypto;

import dev.keyhold.crypto.HardeningReport.Finding;

/// Runs in a JVM of its own: prints the violations before and after hardening itself.
final class HardeningProbe {

    private HardeningProbe() {}

    public static void main(String[] arguments) {
        System.out.println("before: " + violations(ProcessHardening.inspect()));
        System.out.println("after: " + violations(ProcessHardening.apply()));
    }

    private static String violations(HardeningReport report) {
        return report.violations().stream().map(Finding::check).toList().toString();
    }
}
