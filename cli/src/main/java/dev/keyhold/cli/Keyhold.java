package dev.keyhold.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/// The `keyhold` command and its subcommands.
///
/// Exit codes: 0 success, 1 the command failed, 2 it was used wrongly, 3 a verification found something.
@Command(
        name = "keyhold",
        mixinStandardHelpOptions = true,
        version = "keyhold 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        description = "A key management service that speaks the AWS KMS protocol and proves who can use a key.",
        subcommands = {
            DevCommand.class,
            InitCommand.class,
            ServerCommand.class,
            WhoUsedCommand.class,
            AuditCommand.class,
            EncryptCommand.class,
            DecryptCommand.class,
            RewrapCommand.class,
            InspectCommand.class,
            TourCommand.class,
        })
public final class Keyhold {

    /// A verification ran and found something.
    static final int EXIT_FOUND = 3;

    private Keyhold() {}

    /// Runs one command and exits with its code.
    public static void main(String[] args) {
        CommandLine line = commandLine();
        int code = args.length == 0 ? usage(line) : line.execute(args);
        System.exit(code);
    }

    /// The command line, which tells what went wrong in words.
    static CommandLine commandLine() {
        return new CommandLine(new Keyhold())
                .setExecutionExceptionHandler((problem, command, parsed) -> {
                    command.getErr().println("keyhold: " + Problems.inWords(problem));
                    return ExitCode.SOFTWARE;
                });
    }

    private static int usage(CommandLine line) {
        line.usage(line.getOut());
        return ExitCode.USAGE;
    }
}
