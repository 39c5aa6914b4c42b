package dev.keyhold.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Signs with one Ed25519 key (RFC 8032), as the log does.
///
/// What Java cannot promise: the private key is an object of the provider on the Java heap for the signer's life, which
/// the collector may copy and nobody can wipe. The seed itself stays in its [SecretBytes]. Threads: safe; one signature
/// object is kept, and callers that come at the same time make their own.
public final class Ed25519Signer {

    /// Length of a seed in bytes.
    public static final int SEED_LENGTH = 32;

    /// Length of a signature in bytes.
    public static final int SIGNATURE_LENGTH = 64;

    /// The DER of a PrivateKeyInfo up to the seed (RFC 8410, section 7).
    private static final byte[] PKCS8_PREFIX = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private final Providers providers;
    private final PrivateKey privateKey;
    private final Ed25519PublicKey publicKey;
    private final AtomicReference<@Nullable Signature> idle = new AtomicReference<>();

    private Ed25519Signer(Providers providers, PrivateKey privateKey, Ed25519PublicKey publicKey) {
        this.providers = providers;
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /// A signer on the detected providers.
    ///
    /// @param seed the private key of RFC 8032, 32 random bytes; stays open
    /// @throws IllegalArgumentException if it has another length
    public static Ed25519Signer of(SecretBytes seed) {
        return of(Providers.detected(), seed);
    }

    static Ed25519Signer of(Providers providers, SecretBytes seed) {
        if (seed.length() != SEED_LENGTH) {
            throw new IllegalArgumentException("an Ed25519 seed has 32 bytes, not " + seed.length());
        }
        return seed.unsafeUse(bytes -> {
            byte[] pkcs8 = Arrays.copyOf(PKCS8_PREFIX, PKCS8_PREFIX.length + SEED_LENGTH);
            System.arraycopy(bytes, 0, pkcs8, PKCS8_PREFIX.length, SEED_LENGTH);
            try {
                PrivateKey key = providers.ed25519Keys().generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
                return new Ed25519Signer(providers, key, publicKeyOf(bytes));
            } catch (GeneralSecurityException refused) {
                throw new IllegalStateException("Ed25519 refused its key", refused);
            } finally {
                Arrays.fill(pkcs8, (byte) 0);
            }
        });
    }

    /// The key that verifies.
    public Ed25519PublicKey publicKey() {
        return publicKey;
    }

    /// Signs a message; 64 bytes.
    public byte[] sign(byte[] message) {
        try {
            Signature signature = idle.getAndSet(null);
            if (signature == null) {
                signature = providers.ed25519();
                signature.initSign(privateKey);
            }
            signature.update(message);
            byte[] signed = signature.sign();
            idle.set(signature);
            return signed;
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("Ed25519 did not sign", refused);
        }
    }

    /// JCA derives no public key from a private one, but its generator does when its randomness is the seed.
    private static Ed25519PublicKey publicKeyOf(byte[] seed) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519", "SunEC");
        generator.initialize(NamedParameterSpec.ED25519, new SeedOnly(seed));
        KeyPair pair = generator.generateKeyPair();
        return Ed25519PublicKey.of((EdECPublicKey) pair.getPublic());
    }

    /// A generator whose output is the seed.
    private static final class SeedOnly extends SecureRandom {

        private static final long serialVersionUID = 1;

        private final transient byte[] seed;

        SeedOnly(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] target) {
            System.arraycopy(seed, 0, target, 0, target.length);
        }
    }
}
