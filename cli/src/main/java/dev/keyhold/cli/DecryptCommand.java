package dev.keyhold.cli;

import dev.keyhold.client.Envelope;
import dev.keyhold.client.Expectation;
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

/// `keyhold decrypt`: a file that `keyhold encrypt` or an AWS Encryption SDK wrote.
@Command(
        name = "decrypt",
        mixinStandardHelpOptions = true,
        description = "Decrypt a file that 'keyhold encrypt' or an AWS Encryption SDK wrote.")
final class DecryptCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--context",
            paramLabel = "NAME=VALUE",
            description = "A pair that the encryption context must have. Can be repeated.")
    private Map<String, String> context = new LinkedHashMap<>();

    @Parameters(index = "0", paramLabel = "IN", description = "The encrypted file.")
    @SuppressWarnings("NullAway.Init") // required
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT", description = "The decrypted file.")
    @SuppressWarnings("NullAway.Init") // required
    private Path out;

    @Override
    public Integer call() throws Exception {
        try (KmsClient kms = ServerConnection.kms()) {
            Receipt receipt = Envelope.over(kms).decryptFile(in, out, Expectation.ofContext(context));
            spec.commandLine().getOut().println("decrypted " + in + " to " + out + " with " + receipt.key().arn());
        }
        return 0;
    }
}
