package dev.keyhold.benchmarks.pieces;

import dev.keyhold.audit.CommitStore;
import dev.keyhold.crypto.CryptoPool;
import dev.keyhold.crypto.EncryptionContext;
import dev.keyhold.crypto.Providers;
import dev.keyhold.crypto.Randomness;
import dev.keyhold.crypto.SecretBytes;
import dev.keyhold.crypto.SecretWrapping;
import dev.keyhold.crypto.SymmetricEngine;
import dev.keyhold.keys.KeyChange;
import dev.keyhold.keys.KeyFactory;
import dev.keyhold.keys.KeyMaterial;
import dev.keyhold.keys.KeyUse;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.seal.Deployment;
import dev.keyhold.seal.KeyHierarchy;
import dev.keyhold.store.Store;
import dev.keyhold.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// Decrypt with a key that was rotated never, or a thousand times: what each of its materials sealed, in turn. The cost
/// must not grow with the rotations.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the fields up
public class ManyMaterials {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    /// How many materials the key has.
    @Param({"1", "1000"})
    public int materials;

    private final EncryptionContext context = EncryptionContext.of(Map.of("purpose", "benchmark"));
    private Store store;
    private KeyUse use;
    private KmsKey key;
    private List<byte[]> blobs;
    private int next;

    /// Makes the key and a blob of each of its materials.
    @Setup
    public void rotate() throws IOException {
        CryptoPool pool = new CryptoPool(Providers.detected());
        Randomness randomness = Randomness.of(pool);
        SecretWrapping wrapping = new SecretWrapping(pool);
        Deployment deployment = new Deployment(1, true, NOW);
        KeyHierarchy hierarchy;
        try (SecretBytes rootKey = randomness.secret(SecretWrapping.KEY_LENGTH)) {
            hierarchy =
                    new KeyHierarchy(
                            wrapping,
                            rootKey,
                            deployment,
                            List.of(KeyHierarchy.first(wrapping, randomness, rootKey, deployment, NOW)));
        }
        store = SqliteStore.open(Files.createTempDirectory("many-materials"));
        List<KmsKey> versions = versions(new KeyFactory(hierarchy, randomness));
        key = versions.getLast();
        use = new KeyUse(store.keys(), hierarchy, new SymmetricEngine(pool), deployment.id(), 10_000);
        blobs = versions.stream().map(version -> use.encrypt(version, context, new byte[64]).blob()).toList();
    }

    /// The key after each of its rotations, all committed.
    private List<KmsKey> versions(KeyFactory factory) {
        CommitStore commits = store.commits("benchmark");
        CommitStore.Batch batch = commits.begin(true);
        KeyFactory.NewKey made =
                factory.symmetric(new KeyFactory.Blank("000000000000", "us-east-1", "", "{}", Map.of()), NOW);
        batch.apply(new KeyChange.CreateKey(made.key(), made.material()));
        List<KmsKey> versions = new ArrayList<>(List.of(made.key()));
        while (versions.size() < materials) {
            KmsKey last = versions.getLast();
            KeyMaterial material = factory.nextMaterial(last, KeyMaterial.Rotation.ON_DEMAND, NOW);
            KmsKey rotated = last.rotatedOnDemand(material.id());
            batch.apply(new KeyChange.RotateKey(rotated, material));
            versions.add(rotated);
        }
        batch.commit();
        return versions;
    }

    /// Closes the store.
    @TearDown
    public void close() {
        store.close();
    }

    /// Decrypts one blob.
    @Benchmark
    public byte[] decrypt() {
        next = next + 1 == blobs.size() ? 0 : next + 1;
        return use.decrypt(key, context, blobs.get(next)).plaintext();
    }
}
