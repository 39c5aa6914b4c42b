package dev.keyhold.transparency;

/// The private key that signs checkpoints. Implemented outside this module, with the provider of the implementer's
/// choice.
///
/// [#sign] is called by one thread at a time, once per committed batch; an exception that it throws reaches the
/// committer.
public interface NoteSigner {
    /// The key's name (C2SP signed-note), equal to the log's origin.
    String name();

    /// The public key: 32 bytes as in RFC 8032.
    byte[] publicKey();

    /// The Ed25519 signature (RFC 8032, pure) of the message: 64 bytes.
    byte[] sign(byte[] message);
}
