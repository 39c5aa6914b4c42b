package dev.keyhold.cli;

import dev.keyhold.operations.Quotas;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `--quota`, of the commands that serve.
final class QuotaOptions {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--quota",
            paramLabel = "NAME=NUMBER",
            description = {
                "Another quota than AWS's: keys (100000 of an account in a region), aliases-per-key (50),",
                "on-demand-rotations (25 in the life of a key), requests-per-second (of one identity, unlimited).",
                "Can be repeated."
            })
    private Map<String, Integer> given = new LinkedHashMap<>();

    /// AWS's quotas but for those given.
    Quotas quotas() {
        Quotas quotas = Quotas.DEFAULT;
        for (Map.Entry<String, Integer> quota : given.entrySet()) {
            try {
                quotas = quotas.with(quota.getKey(), quota.getValue());
            } catch (IllegalArgumentException wrong) {
                throw new ParameterException(spec.commandLine(), "--quota: " + wrong.getMessage(), wrong);
            }
        }
        return quotas;
    }
}
