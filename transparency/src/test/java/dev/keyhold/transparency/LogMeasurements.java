package dev.keyhold.transparency;

import dev.keyhold.transparency.verify.EntryCursor;
import dev.keyhold.transparency.verify.LogSource;
import dev.keyhold.transparency.verify.LogVerifier;
import dev.keyhold.transparency.verify.Problem;
import dev.keyhold.transparency.verify.Report;
import dev.keyhold.transparency.verify.StoredEntry;
import dev.keyhold.transparency.verify.TiledLogSource;
import dev.keyhold.transparency.verify.TrustedKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Measures appending and verifying on one thread, in CPU time of the whole process (compiling and collecting included)
/// so that a busy machine disturbs little. After building the module: `java -Xmx64m -cp
/// transparency/target/classes:transparency/target/test-classes dev.keyhold.transparency.LogMeasurements 10000000`
///
/// The argument is the number of entries of the long log, which is made on the fly and never stored.
final class LogMeasurements {
    private static final int RECORD_BYTES = 1200;
    private static final int STORED_ENTRIES = 100_000;
    private static final TrustedKey TRUSTED = TrustedKey.parse(VerifierKey.of(TestLog.KEY).text());

    private LogMeasurements() {}

    public static void main(String[] arguments) throws IOException {
        long longLog = arguments.length == 0 ? 1_000_000 : Long.parseLong(arguments[0]);
        for (int round = 0; round < 3; round++) {
            append(200_000);
            batch(1_000_037);
        }
        stored();
        streamed(longLog);
    }

    private static void append(int entries) {
        MadeEntries made = new MadeEntries();
        TreeFrontier frontier = new TreeFrontier();
        long start = cpuNanos();
        for (long i = 0; i < entries; i++) {
            frontier.appendEntry(made.envelope(i));
        }
        print("append (commitment, envelope, leaf hash, frontier), record of 1200 bytes", start, entries);
    }

    private static void batch(int entries) {
        TreeFrontier frontier = new TreeFrontier();
        for (int i = 0; i < entries; i++) {
            frontier.append(MerkleHasher.EMPTY_ROOT);
        }
        int batches = 100_000;
        int bytes = 0;
        long start = cpuNanos();
        for (int i = 0; i < batches; i++) {
            TreeFrontier copy = frontier.copy();
            bytes += Checkpoint.of(TestLog.ORIGIN, copy).text().length() + copy.encode().length;
        }
        print(
                "batch (copy, root, checkpoint text, encoding) at size " + entries + ", " + bytes / batches + " bytes",
                start,
                batches);
    }

    private static void stored() throws IOException {
        Path directory = Files.createTempDirectory("keyhold-log");
        MadeEntries made = new MadeEntries();
        TreeFrontier frontier = new TreeFrontier();
        LogDirectoryWriter writer = new LogDirectoryWriter(directory);
        long start = cpuNanos();
        for (long i = 0; i < STORED_ENTRIES; i++) {
            byte[] envelope = made.envelope(i);
            frontier.appendEntry(envelope);
            writer.add(envelope, EntryBody.of(made.salt.clone(), made.record.clone()));
        }
        writer.finish(Checkpoint.of(TestLog.ORIGIN, frontier).sign(TestLog.KEY));
        print("write a log directory", start, STORED_ENTRIES);
        for (int round = 0; round < 4; round++) {
            start = cpuNanos();
            Report report = new LogVerifier(TRUSTED).verify(TiledLogSource.directory(directory));
            print("verify a log directory, ok " + report.ok(), start, STORED_ENTRIES);
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void streamed(long entries) throws IOException {
        MadeEntries made = new MadeEntries();
        TreeFrontier frontier = new TreeFrontier();
        for (long i = 0; i < entries; i++) {
            frontier.appendEntry(made.envelope(i));
        }
        SignedNote checkpoint = Checkpoint.of(TestLog.ORIGIN, frontier).sign(TestLog.KEY);
        long start = cpuNanos();
        Report report = new LogVerifier(TRUSTED).verify(new StreamedSource(checkpoint, entries));
        print(
                "make and verify "
                        + entries
                        + " entries, ok "
                        + report.ok()
                        + ", heap at most "
                        + Runtime.getRuntime().maxMemory() / (1 << 20)
                        + " MiB",
                start,
                entries);
    }

    private static void print(String what, long startNanos, long count) {
        double nanos = (cpuNanos() - startNanos) / (double) count;
        System.out.println(String.format(Locale.ROOT, "%8.0f ns, %9.0f/s: %s", nanos, 1e9 / nanos, what));
    }

    private static long cpuNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    private static final class MadeEntries {
        private final RecordCommitment commitment = new RecordCommitment();
        private final byte[] salt = new byte[RecordCommitment.SALT_BYTES];
        private final byte[] record = new byte[RECORD_BYTES];

        private MadeEntries() {
            Random random = new Random(1);
            random.nextBytes(salt);
            random.nextBytes(record);
        }

        /// Entry `index` in place; salt and record change a little with it.
        private byte[] envelope(long index) {
            Arrays.fill(salt, 0, 4, (byte) index);
            record[(int) (index % RECORD_BYTES)]++;
            Hash committed = commitment.commit(salt, record);
            return new LogEntry(index, TestLog.START_MILLIS + index, "111122223333", "eu-west-1", 1, committed)
                    .encode();
        }
    }

    private record StreamedSource(SignedNote note, long entries) implements LogSource {
        @Override
        public byte[] checkpoint() {
            return note.encode();
        }

        @Override
        public long size() {
            return entries;
        }

        @Override
        public EntryCursor entries(long size, Consumer<Problem> problems) {
            MadeEntries made = new MadeEntries();
            return new EntryCursor() {
                private long index;

                @Override
                public StoredEntry next() {
                    return StoredEntry.of(made.envelope(index++), made.salt, made.record);
                }

                @Override
                public void close() {}
            };
        }
    }
}
