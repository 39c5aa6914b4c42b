/// KMS keys: their metadata, state, material and aliases.
///
/// Owns the values ([KmsKey], [KeyMaterial], [Alias]), the changes that can happen to them ([KeyChange]) and the port
/// through which they are read ([KeyStore]). Cryptography with a key goes through [KeyUse], the only place that unwraps
/// key material.
///
/// Start reading at [KmsKey], then [KeyUse].
@NullMarked
package dev.keyhold.keys;

import org.jspecify.annotations.NullMarked;
