package dev.keyhold.transparency.verify;

import dev.keyhold.transparency.NoteSigner;
import dev.keyhold.transparency.TestLog;
import dev.keyhold.transparency.VerifierKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/// Runs the verifier over a log in memory with the key that the auditor trusts.
final class Verification {
    static final TrustedKey TRUSTED = trusted(TestLog.KEY);

    private Verification() {}

    static TrustedKey trusted(NoteSigner signer) {
        return TrustedKey.parse(VerifierKey.of(signer).text());
    }

    static Report of(TestLog log) {
        return of(log.files());
    }

    static Report of(Map<String, byte[]> files) {
        return of(TiledLogSource.files(new MemoryFiles(files)));
    }

    static Report of(LogSource source) {
        try {
            return new LogVerifier(TRUSTED).verify(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Report since(byte[] keptCheckpoint, Map<String, byte[]> files) {
        try {
            return new LogVerifier(TRUSTED).verifySince(keptCheckpoint, TiledLogSource.files(new MemoryFiles(files)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Problem.Kind> kinds(Report report) {
        return report.problems().stream().map(Problem::kind).toList();
    }
}
