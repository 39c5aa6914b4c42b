package dev.keyhold.boot;

import dev.keyhold.crypto.CryptoPool;
import dev.keyhold.crypto.Hmac;
import dev.keyhold.crypto.Randomness;
import dev.keyhold.crypto.SecretWrapping;
import dev.keyhold.crypto.SymmetricEngine;

/// The cryptographic parts of a node over one pool.
///
/// @param randomness ids, salts, data keys and material
/// @param engine ciphertexts
/// @param wrapping secrets at rest
/// @param hmac signatures of requests
record Secrets(Randomness randomness, SymmetricEngine engine, SecretWrapping wrapping, Hmac hmac) {

    /// The parts. Called before the first secret is read: the pool settles first, so that its objects do not move
    /// later.
    static Secrets create() {
        CryptoPool pool = CryptoPool.shared();
        pool.settle();
        return new Secrets(Randomness.of(pool), new SymmetricEngine(pool), new SecretWrapping(pool), new Hmac(pool));
    }
}
