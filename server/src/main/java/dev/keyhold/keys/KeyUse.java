package dev.keyhold.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.keyhold.audit.EntityRef;
import dev.keyhold.crypto.CiphertextHeader;
import dev.keyhold.crypto.EncryptionContext;
import dev.keyhold.crypto.Id128;
import dev.keyhold.crypto.InvalidCiphertextException;
import dev.keyhold.crypto.SecretBytes;
import dev.keyhold.crypto.SymmetricEngine;
import dev.keyhold.protocol.Errors;
import dev.keyhold.seal.KeyHierarchy;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/// Cryptography with a KMS key: the only place that unwraps key material. It keeps recently used materials in protected
/// memory, so that the hot path touches neither the store nor a wrapping key.
///
/// Whether the key may be used at all has been decided before. Threads: safe.
public final class KeyUse {

    private static final HexFormat HEX = HexFormat.of();

    /// So long may material stay unwrapped after its key was deleted, on this node or another. By age and not by last
    /// use, because noting each use would cost the hot path more than unwrapping again once an hour.
    private static final Duration LIFE = Duration.ofHours(1);

    private final KeyStore store;
    private final KeyHierarchy hierarchy;
    private final SymmetricEngine engine;
    private final long deploymentId;
    private final Cache<MaterialName, OpenMaterial> open;

    /// @param store where wrapped materials are
    /// @param hierarchy unwraps them
    /// @param engine does the cryptography
    /// @param deploymentId stands in every ciphertext's header
    /// @param maximumMaterials how many materials are kept unwrapped
    public KeyUse(
            KeyStore store, KeyHierarchy hierarchy, SymmetricEngine engine, long deploymentId, int maximumMaterials) {
        this.store = store;
        this.hierarchy = hierarchy;
        this.engine = engine;
        this.deploymentId = deploymentId;
        this.open =
                Caffeine.newBuilder()
                        .maximumSize(maximumMaterials)
                        .expireAfterWrite(LIFE)
                        .scheduler(Scheduler.systemScheduler())
                        .build();
    }

    private record MaterialName(EntityRef key, Id128 material) {}

    /// An unwrapped material and its full id. It is closed when it is no longer reachable, not when it leaves the
    /// cache, because a call may still be using it.
    private record OpenMaterial(SecretBytes secret, String id) {}

    /// A result of [#encrypt].
    public static final class Encrypted {

        private final byte[] blob;
        private final String materialId;

        Encrypted(byte[] blob, String materialId) {
            this.blob = blob;
            this.materialId = materialId;
        }

        /// The ciphertext, given away to the caller.
        public byte[] blob() {
            return blob;
        }

        /// The 64 hex digits of the material.
        public String materialId() {
            return materialId;
        }
    }

    /// A result of [#decrypt].
    public static final class Decrypted {

        private final byte[] plaintext;
        private final String materialId;

        Decrypted(byte[] plaintext, String materialId) {
            this.plaintext = plaintext;
            this.materialId = materialId;
        }

        /// The plaintext, given away to the caller.
        public byte[] plaintext() {
            return plaintext;
        }

        /// The 64 hex digits of the material.
        public String materialId() {
            return materialId;
        }
    }

    /// Encrypts under the key's current material.
    public Encrypted encrypt(KmsKey key, EncryptionContext context, byte[] plaintext) {
        Id128 material = Id128.of(HEX.parseHex(key.currentMaterial(), 0, 32));
        OpenMaterial opened =
                material(key, material)
                        .orElseThrow(() ->
                                new IllegalStateException("the current material of " + key.arn() + " is missing"));
        CiphertextHeader header = CiphertextHeader.software(deploymentId, Id128.of(key.id().bytes()), material);
        return new Encrypted(engine.encrypt(opened.secret(), header, context, plaintext), opened.id());
    }

    /// Decrypts with the material that the ciphertext names, however old it is.
    ///
    /// @throws dev.keyhold.protocol.KmsException InvalidCiphertextException, without a word about what is wrong
    public Decrypted decrypt(KmsKey key, EncryptionContext context, byte[] blob) {
        try {
            Id128 named = CiphertextHeader.parse(blob).materialId();
            OpenMaterial opened = material(key, named).orElseThrow(Errors::invalidCiphertext);
            return new Decrypted(engine.decrypt(opened.secret(), context, blob), opened.id());
        } catch (InvalidCiphertextException refused) {
            throw Errors.invalidCiphertext();
        }
    }

    private Optional<OpenMaterial> material(KmsKey key, Id128 material) {
        MaterialName name = new MaterialName(key.ref(), material);
        OpenMaterial known = open.getIfPresent(name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<OpenMaterial> loaded =
                store.material(key.region(), key.id(), HEX.formatHex(material.toBytes()))
                        .map(row -> new OpenMaterial(hierarchy.unwrap(row.row(), row.wrapped()), row.id()));
        loaded.ifPresent(opened -> open.put(name, opened));
        return loaded;
    }
}
