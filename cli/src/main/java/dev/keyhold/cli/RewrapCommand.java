package dev.keyhold.cli;

import dev.keyhold.client.Envelope;
import dev.keyhold.client.Rewrapped;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.kms.KmsClient;

/// `keyhold rewrap`: moves files to another key, or to the current material of theirs.
@Command(
        name = "rewrap",
        mixinStandardHelpOptions = true,
        description =
                "Move encrypted files to a key's current material, or to another key, without touching their bodies.")
final class RewrapCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--key", paramLabel = "KEY", required = true, description = "Key id, key ARN or alias/NAME.")
    @SuppressWarnings("NullAway.Init") // required
    private String key;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The encrypted files; each is replaced whole.")
    private List<Path> files = List.of();

    @Override
    public Integer call() throws Exception {
        try (KmsClient kms = ServerConnection.kms()) {
            Envelope envelope = Envelope.over(kms);
            for (Path file : files) {
                Rewrapped moved = envelope.rewrap(file, key);
                spec.commandLine()
                        .getOut()
                        .println(
                                file
                                        + ": "
                                        + describe(moved.from().arn(), moved.from().materialId())
                                        + " -> "
                                        + describe(moved.to().arn(), moved.to().materialId()));
            }
        }
        return 0;
    }

    /// A key and, where it is known, the first digits of its material's id.
    static String describe(String arn, @Nullable String materialId) {
        return arn + (materialId == null ? "" : " material " + materialId.substring(0, 8));
    }
}
