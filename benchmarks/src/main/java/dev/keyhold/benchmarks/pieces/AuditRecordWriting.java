package dev.keyhold.benchmarks.pieces;

import dev.keyhold.audit.AuditRecord;
import dev.keyhold.audit.AuditRecordWriter;
import dev.keyhold.benchmarks.baseline.DataKeyRecord;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Making the audit record of a data-key call and writing it as JSON.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AuditRecordWriting {

    private final AuditRecordWriter writer = new AuditRecordWriter();
    private final AuditRecord record = DataKeyRecord.at(Instant.EPOCH);

    /// Writes a record that is there.
    @Benchmark
    public byte[] write() {
        return writer.write(record);
    }

    /// Makes one and writes it.
    @Benchmark
    public byte[] makeAndWrite() {
        return writer.write(DataKeyRecord.at(Instant.EPOCH));
    }
}
