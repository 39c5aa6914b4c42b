package dev.keyhold.boot;

import dev.keyhold.crypto.CryptoPool;
import dev.keyhold.crypto.Hmac;
import dev.keyhold.crypto.Providers;
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

    /// The parts, with the best provider of each algorithm.
    static Secrets create() {
        CryptoPool pool = new CryptoPool(Providers.detected());
        return new Secrets(Randomness.of(pool), new SymmetricEngine(pool), new SecretWrapping(pool), new Hmac(pool));
    }
}
