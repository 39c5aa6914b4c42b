package dev.keyhold.crypto;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Runs in a JVM of its own: uses several materials many times from several threads, then counts what is left of them
/// in the process's memory. Prints one `name=count` per line.
final class MemoryProbe {

    static final int MATERIALS = 4;
    private static final int THREADS = 2;

    private MemoryProbe() {}

    public static void main(String[] arguments) throws Exception {
        int calls = Integer.parseInt(arguments[0]);
        CryptoPool pool = new CryptoPool(Providers.detected());
        pool.settle();
        Randomness randomness = Randomness.of(pool);
        List<SecretBytes> materials = new ArrayList<>();
        OwnMemory memory = new OwnMemory();
        for (int i = 0; i < MATERIALS; i++) {
            SecretBytes material = randomness.secret(SymmetricEngine.MATERIAL_LENGTH);
            materials.add(material);
            memory.lookFor(material);
        }
        System.out.println("before=" + memory.countOutsideProtectedMemory());
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            threads.add(Thread.ofVirtual().start(() -> use(pool, materials, calls / THREADS)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        for (SecretBytes material : materials) {
            lookForMessageKey(memory, pool, material);
        }
        int after = memory.countOutsideProtectedMemory();
        System.out.println("after=" + after);
        provePlant(memory, materials.getFirst(), after);
        proveWipe(memory, materials);
    }

    private static void use(CryptoPool pool, List<SecretBytes> materials, int calls) {
        SymmetricEngine engine = new SymmetricEngine(pool);
        SecretWrapping wrapping = new SecretWrapping(pool);
        Hmac hmac = new Hmac(pool);
        EncryptionContext context = EncryptionContext.of(Map.of("purpose", "memory probe"));
        RowIdentity row = RowIdentity.of("probe", "1");
        byte[] plaintext = new byte[64];
        for (int call = 0; call < calls; call += 2) {
            SecretBytes material = materials.get(call / 2 % MATERIALS);
            CiphertextHeader header = CiphertextHeader.software(1, new Id128(2, 3), new Id128(4, 5));
            byte[] blob = engine.encrypt(material, header, context, plaintext);
            if (!Arrays.equals(engine.decrypt(material, context, blob), plaintext)) {
                throw new AssertionError("decrypted to something else");
            }
            if (call % 64 == 0) {
                byte[] wrapped = wrapping.wrap(1, material, row, material);
                wrapping.unwrap(id -> material, row, wrapped).close();
                hmac.sha256(material, blob);
                KeyMaterialId.of(material, new byte[16]);
            }
        }
    }

    /// Encrypts and decrypts once more, and adds the key of that message to what is looked for.
    private static void lookForMessageKey(OwnMemory memory, CryptoPool pool, SecretBytes material) {
        SymmetricEngine engine = new SymmetricEngine(pool);
        CiphertextHeader header = CiphertextHeader.software(1, new Id128(2, 3), new Id128(4, 5));
        byte[] blob = engine.encrypt(material, header, EncryptionContext.EMPTY, new byte[64]);
        engine.decrypt(material, EncryptionContext.EMPTY, blob);
        try (CryptoContext crypto = pool.borrow()) {
            byte[] context = Arrays.copyOfRange(blob, 44, 44 + 16 + 32);
            byte[] hash = crypto.sha256(header.toBytes(), EncryptionContext.EMPTY.canonical());
            System.arraycopy(hash, 0, context, 16, hash.length);
            Kbkdf.derive(crypto, material, Kbkdf.Purpose.CIPHERTEXT, context, crypto.derived());
            if (!Arrays.equals(crypto.derived(), 32, 64, blob, 60, 92)) {
                throw new AssertionError("this is not the message's key");
            }
            try (SecretBytes key = SecretBytes.copyOf(crypto.derived(), 0, 32)) {
                memory.lookFor(key);
            }
        }
    }

    private static void provePlant(OwnMemory memory, SecretBytes material, int before) throws IOException {
        byte[] planted = material.unsafeUse(byte[]::clone);
        System.out.println("planted=" + (memory.countOutsideProtectedMemory() - before));
        Arrays.fill(planted, (byte) 0);
    }

    private static void proveWipe(OwnMemory memory, List<SecretBytes> materials) throws IOException {
        System.out.println("open=" + memory.countInProtectedMemory());
        materials.forEach(SecretBytes::close);
        System.out.println("closed=" + memory.countInProtectedMemory());
    }
}
