package dev.keyhold.cli;

import dev.keyhold.transparency.verify.LogSource;
import dev.keyhold.transparency.verify.LogVerifier;
import dev.keyhold.transparency.verify.Problem;
import dev.keyhold.transparency.verify.Report;
import dev.keyhold.transparency.verify.TiledLogSource;
import dev.keyhold.transparency.verify.TrustedKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `keyhold audit`: the record and its proof.
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "The record and its proof.",
        subcommands = AuditCommand.Verify.class)
final class AuditCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "say what to do: verify");
    }

    /// `keyhold audit verify`: offline, with a verifier that shares no code with the writer.
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = {
                "Verify a node's whole log offline: every entry, every record, every tile, and the signature over them.",
                "Exit code 0: nothing was changed. 3: something was."
            })
    static final class Verify implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @ArgGroup(multiplicity = "1")
        @SuppressWarnings("NullAway.Init") // required
        private Where where;

        @Option(
                names = "--key",
                paramLabel = "FILE",
                description =
                        "The file with the log's verifier key that you kept. Without it DIR/node.pub is taken, which"
                                + " proves nothing against somebody who could change that too.")
        private @Nullable Path key;

        @Option(
                names = "--kept-checkpoint",
                paramLabel = "FILE",
                description = "A checkpoint that you kept: the log must be a continuation of it.")
        private @Nullable Path keptCheckpoint;

        static final class Where {
            @Option(names = "--data", paramLabel = "DIR", description = "A node's data directory (or a copy of one).")
            private @Nullable Path data;

            @Option(names = "--log", paramLabel = "DIR", description = "An exported log.")
            private @Nullable Path log;
        }

        @Override
        public Integer call() throws IOException {
            PrintWriter out = spec.commandLine().getOut();
            TrustedKey trusted = TrustedKey.parse(Files.readString(keyFile()).strip());
            Report report = verify(trusted);
            for (Problem problem : report.problems()) {
                out.println(problem);
            }
            if (report.missingBodies() > 0) {
                out.println(
                        report.missingBodies()
                                + " entries have lost their record, the first of them "
                                + report.firstMissingBodies());
            }
            boolean whole = report.ok() && report.missingBodies() == 0;
            String facts = report.size() + " entries under the root " + report.rootHex() + " of " + report.origin();
            out.println(whole ? "ok: nothing was changed in " + facts : "CHANGED: " + facts);
            return whole ? 0 : Keyhold.EXIT_FOUND;
        }

        private Path keyFile() {
            if (key != null) {
                return key;
            }
            if (where.data == null) {
                throw new ParameterException(spec.commandLine(), "--log needs --key");
            }
            return where.data.resolve("node.pub");
        }

        private Report verify(TrustedKey trusted) throws IOException {
            LogVerifier verifier = new LogVerifier(trusted);
            if (where.data == null) {
                return verify(verifier, TiledLogSource.directory(Objects.requireNonNull(where.log)));
            }
            while (true) {
                try (StoredLog log = StoredLog.open(where.data, trusted.name(), System.getenv())) {
                    Report report = verify(verifier, log.source());
                    if (report.ok() || !log.hasMoved()) {
                        return report;
                    }
                }
            }
        }

        private Report verify(LogVerifier verifier, LogSource source) throws IOException {
            return keptCheckpoint == null
                    ? verifier.verify(source)
                    : verifier.verifySince(Files.readAllBytes(keptCheckpoint), source);
        }
    }
}
