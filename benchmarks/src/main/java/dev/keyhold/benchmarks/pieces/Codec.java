package dev.keyhold.benchmarks.pieces;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyhold.protocol.AwsJson;
import dev.keyhold.protocol.Blob;
import dev.keyhold.protocol.kms.GenerateDataKeyRequest;
import dev.keyhold.protocol.kms.GenerateDataKeyResponse;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// The JSON of a GenerateDataKey call: its request with all constraints checked, and its answer.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Codec {

    private static final String KEY = "arn:aws:kms:us-east-1:000000000000:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d";

    private final byte[] request =
            ("{\"KeyId\":\""
                            + KEY
                            + "\",\"KeySpec\":\"AES_256\","
                            + "\"EncryptionContext\":{\"purpose\":\"load driver\",\"document\":\"17\"}}")
                    .getBytes(UTF_8);
    private final GenerateDataKeyResponse response =
            new GenerateDataKeyResponse(Blob.of(new byte[152]), Blob.of(new byte[32]), KEY, null, "d0".repeat(32));

    /// Bytes to a checked record.
    @Benchmark
    public GenerateDataKeyRequest decode() {
        return AwsJson.decode(GenerateDataKeyRequest.class, request);
    }

    /// A record to bytes.
    @Benchmark
    public byte[] encode() {
        return AwsJson.encode(response);
    }
}
