/// Everything cryptographic: the only package that calls JCA.
///
/// It owns where secrets live ([SecretBytes] in [ProtectedMemory]), which provider does what ([Providers]), the pool of
/// ciphers that forget their keys ([CryptoPool]), the published ciphertext format ([SymmetricEngine],
/// [CiphertextHeader], [EncryptionContext]), secrets at rest ([SecretWrapping], [RootKeyFile]), the log's signatures
/// ([Ed25519Signer]) and the hardening of the process ([ProcessHardening]).
///
/// It may call the JDK, Amazon Corretto Crypto Provider and Bouncy Castle, and nothing of Keyhold. Start reading at
/// [SymmetricEngine], then `CommittedAead`, which is the construction itself.
package dev.keyhold.crypto;
