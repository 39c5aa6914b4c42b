package dev.keyhold.cli;

import dev.keyhold.client.Envelope;
import dev.keyhold.client.Receipt;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.kms.KmsClient;

/// `keyhold encrypt`: a file under a fresh data key of a KMS key.
@Command(
        name = "encrypt",
        mixinStandardHelpOptions = true,
        description = "Encrypt a file under a fresh data key, in the AWS Encryption SDK's message format.")
final class EncryptCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--key", paramLabel = "KEY", required = true, description = "Key id, key ARN or alias/NAME.")
    @SuppressWarnings("NullAway.Init") // required
    private String key;

    @Option(
            names = "--context",
            paramLabel = "NAME=VALUE",
            description = "A pair of the encryption context, which is not secret and must be known to decrypt.")
    private Map<String, String> context = new LinkedHashMap<>();

    @Parameters(index = "0", paramLabel = "IN", description = "The file to encrypt.")
    @SuppressWarnings("NullAway.Init") // required
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT", description = "The encrypted file.")
    @SuppressWarnings("NullAway.Init") // required
    private Path out;

    @Override
    public Integer call() throws Exception {
        try (KmsClient kms = ServerConnection.kms()) {
            Receipt receipt = Envelope.over(kms).encryptFile(in, out, key, context);
            spec.commandLine().getOut().println("encrypted " + in + " to " + out + " under " + receipt.key().arn());
        }
        return 0;
    }
}
