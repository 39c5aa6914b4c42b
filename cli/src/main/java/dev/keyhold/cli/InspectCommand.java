package dev.keyhold.cli;

import dev.keyhold.client.Envelope;
import dev.keyhold.client.MessageFacts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `keyhold inspect`: what an encrypted file's header says, without using a key.
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Show what an encrypted file's header says of itself. No key is used, so nothing is verified.")
final class InspectCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "The encrypted file.")
    @SuppressWarnings("NullAway.Init") // required
    private Path file;

    @Override
    public Integer call() throws Exception {
        MessageFacts facts = Envelope.inspect(file);
        PrintWriter out = spec.commandLine().getOut();
        out.println("suite        " + facts.suite() + " (0x0" + Integer.toHexString(facts.suite().id()) + ")");
        out.println("message id   " + facts.messageId());
        facts.dataKeys().forEach(key -> out.println("data key     " + key.provider() + " " + key.key()));
        new TreeMap<>(facts.context()).forEach((name, value) -> out.println("context      " + name + "=" + value));
        out.println("frame        " + facts.frameLength() + " bytes");
        out.println("size         " + facts.messageBytes() + " bytes, " + facts.headerBytes() + " of them header");
        return 0;
    }
}
