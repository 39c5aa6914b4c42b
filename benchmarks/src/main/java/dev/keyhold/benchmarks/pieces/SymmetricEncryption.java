package dev.keyhold.benchmarks.pieces;

import dev.keyhold.crypto.CiphertextHeader;
import dev.keyhold.crypto.CryptoPool;
import dev.keyhold.crypto.EncryptionContext;
import dev.keyhold.crypto.Id128;
import dev.keyhold.crypto.Providers;
import dev.keyhold.crypto.Randomness;
import dev.keyhold.crypto.SecretBytes;
import dev.keyhold.crypto.SymmetricEngine;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Ciphertext version 1 over 64 bytes with a context of two pairs, and the data key itself.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SymmetricEncryption {

    private static final int DATA_KEY_BYTES = 32;

    private final CryptoPool pool = new CryptoPool(Providers.detected());
    private final Randomness randomness = Randomness.of(pool);
    private final SymmetricEngine engine = new SymmetricEngine(pool);
    private final SecretBytes material = randomness.secret(SymmetricEngine.MATERIAL_LENGTH);
    private final CiphertextHeader header = CiphertextHeader.software(1, new Id128(2, 3), new Id128(4, 5));
    private final EncryptionContext context = EncryptionContext.of(Map.of("purpose", "load driver", "document", "17"));
    private final byte[] plaintext = new byte[64];
    private final byte[] blob = engine.encrypt(material, header, context, plaintext);

    /// Encrypts.
    @Benchmark
    public byte[] encrypt() {
        return engine.encrypt(material, header, context, plaintext);
    }

    /// Decrypts.
    @Benchmark
    public byte[] decrypt() {
        return engine.decrypt(material, context, blob);
    }

    /// 32 random bytes.
    @Benchmark
    public byte[] dataKey() {
        byte[] key = new byte[DATA_KEY_BYTES];
        randomness.nextBytes(key);
        return key;
    }

    /// A request or event id.
    @Benchmark
    public String uuid() {
        return randomness.uuid();
    }
}
