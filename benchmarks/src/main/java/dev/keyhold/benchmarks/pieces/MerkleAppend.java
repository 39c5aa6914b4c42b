package dev.keyhold.benchmarks.pieces;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyhold.audit.AuditRecordWriter;
import dev.keyhold.benchmarks.baseline.DataKeyRecord;
import dev.keyhold.transparency.LogEntry;
import dev.keyhold.transparency.RecordCommitment;
import dev.keyhold.transparency.TreeFrontier;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What the committer does per entry beside the store: commitment, canonical envelope, leaf and tree.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MerkleAppend {

    private final RecordCommitment commitment = new RecordCommitment();
    private final byte[] salt = "sixteen bytes...".getBytes(UTF_8);
    private final byte[] record = new AuditRecordWriter().write(DataKeyRecord.at(Instant.EPOCH));
    private final byte[] envelope = envelope(0);
    private final TreeFrontier frontier = new TreeFrontier();

    private byte[] envelope(long index) {
        return new LogEntry(
                        index,
                        1_700_000_000_000L,
                        DataKeyRecord.ACCOUNT,
                        DataKeyRecord.REGION,
                        7,
                        commitment.commit(salt, record))
                .encode();
    }

    /// Salted commitment to the record, and the envelope around it.
    @Benchmark
    public byte[] commitAndEncode() {
        return envelope(frontier.size());
    }

    /// Leaf hash and the nodes that it completes.
    @Benchmark
    public TreeFrontier append() {
        frontier.appendEntry(envelope);
        return frontier;
    }
}
