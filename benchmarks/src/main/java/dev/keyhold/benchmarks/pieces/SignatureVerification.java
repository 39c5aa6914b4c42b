package dev.keyhold.benchmarks.pieces;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyhold.crypto.CryptoPool;
import dev.keyhold.crypto.Hmac;
import dev.keyhold.crypto.Providers;
import dev.keyhold.crypto.SecretBytes;
import dev.keyhold.protocol.sigv4.PathStyle;
import dev.keyhold.protocol.sigv4.ReceivedHeaders;
import dev.keyhold.protocol.sigv4.RequestLine;
import dev.keyhold.protocol.sigv4.SignedRequest;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Verifying the signature of a data-key call whose signing key is in memory.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SignatureVerification {

    private static final Map<String, List<String>> HEADERS =
            Map.of(
                    "host", List.of("127.0.0.1:8200"),
                    "content-type", List.of("application/x-amz-json-1.1"),
                    "content-length", List.of("178"),
                    "user-agent", List.of("keyhold-load-driver/1 md/http#raw-socket"),
                    "x-amz-target", List.of("TrentService.GenerateDataKey"),
                    "x-amz-date", List.of("20261123T120000Z"),
                    "authorization",
                            List.of(
                                    "AWS4-HMAC-SHA256 Credential=AKIABENCHMARKS000000/20261123/us-east-1/kms/aws4_request,"
                                            + " SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature="
                                            + "5d".repeat(32)));

    private final Hmac hmac = new Hmac(new CryptoPool(Providers.detected()));
    private final SecretBytes signingKey = SecretBytes.copyOf(new byte[32]);
    private final RequestLine line = RequestLine.of("POST", "/");
    private final ReceivedHeaders headers = new FixedHeaders();
    private final byte[] body = "{\"KeyId\":\"alias/application\",\"KeySpec\":\"AES_256\"}".repeat(3).getBytes(UTF_8);

    private static final class FixedHeaders implements ReceivedHeaders {

        @Override
        public Set<String> names() {
            return HEADERS.keySet();
        }

        @Override
        public List<String> values(String lowerCaseName) {
            return HEADERS.getOrDefault(lowerCaseName, List.of());
        }
    }

    /// What the client must have signed, without the comparison.
    @Benchmark
    public SignedRequest read() {
        return SignedRequest.read(line, PathStyle.NORMALIZED, headers, body);
    }

    /// Everything, up to the comparison of the signatures.
    @Benchmark
    public boolean verify() {
        SignedRequest signed = SignedRequest.read(line, PathStyle.NORMALIZED, headers, body);
        byte[] expected = hmac.sha256(signingKey, signed.stringToSign());
        return MessageDigest.isEqual(expected, signed.authorization().signature().toByteArray());
    }
}
