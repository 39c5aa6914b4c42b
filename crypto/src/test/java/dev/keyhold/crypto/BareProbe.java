package dev.keyhold.crypto;

/// Runs in a JVM of its own, without the optional providers: prints the choice and whether everything works.
final class BareProbe {

    private BareProbe() {}

    public static void main(String[] arguments) {
        CryptoPool pool = CryptoPool.shared();
        pool.providers().describe().forEach(System.out::println);
        CiphertextHeader header = CiphertextHeader.software(1, new Id128(2, 3), new Id128(4, 5));
        SymmetricEngine engine = new SymmetricEngine(pool);
        try (SecretBytes secret = Randomness.of(pool).secret(32)) {
            byte[] blob = engine.encrypt(secret, header, EncryptionContext.EMPTY, new byte[7]);
            Ed25519Signer signer = Ed25519Signer.of(secret);
            System.out.println("opened " + engine.decrypt(secret, EncryptionContext.EMPTY, blob).length);
            System.out.println("verified " + signer.publicKey().verifies(blob, signer.sign(blob)));
        }
    }
}
