/// KMS keys: their metadata, state, material, aliases and grants.
///
/// Owns the values ([KmsKey], [KeyMaterial], [Alias], [Grant]), the changes that can happen to them ([KeyChange],
/// [GrantChange]) and the ports through which they are read ([KeyStore], [GrantStore]). Cryptography with a key goes
/// through [KeyUse], the only place that unwraps key material.
///
/// Start reading at [KmsKey], then [KeyUse].
@NullMarked
package dev.keyhold.keys;

import org.jspecify.annotations.NullMarked;
