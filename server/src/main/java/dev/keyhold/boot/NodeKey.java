package dev.keyhold.boot;

import dev.keyhold.crypto.Ed25519Signer;
import dev.keyhold.crypto.SecretBytes;
import dev.keyhold.seal.Deployment;
import dev.keyhold.transparency.NoteSigner;
import dev.keyhold.transparency.VerifierKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/// The identity of a node: the key that signs its log's checkpoints, outside the root key because it belongs to the
/// node, and the node's name, which is made of the public half so that no two nodes share one.
final class NodeKey implements NoteSigner {

    private static final int NAME_BYTES = 6;

    private final Ed25519Signer signer;
    private final String nodeName;
    private final String origin;

    private NodeKey(Ed25519Signer signer, Deployment deployment) {
        this.signer = signer;
        this.nodeName = HexFormat.of().formatHex(signer.publicKey().toBytes(), 0, NAME_BYTES);
        this.origin = "keyhold-" + deployment.hexId() + "/" + nodeName;
    }

    /// Reads the node's key, or makes it on the first start. The verifier key is written beside it for auditors.
    static NodeKey open(DataDirectory data, Deployment deployment, Secrets secrets) {
        if (!Files.exists(data.nodeKey())) {
            KeyFiles.create(data.nodeKey(), secrets.randomness());
        }
        try (SecretBytes seed = KeyFiles.read(data.nodeKey())) {
            NodeKey key = new NodeKey(Ed25519Signer.of(seed), deployment);
            key.publish(data.nodePublicKey());
            return key;
        }
    }

    private void publish(Path file) {
        try {
            Files.writeString(file, verifierKey() + "\n");
        } catch (IOException cannot) {
            throw new UncheckedIOException("cannot write " + file, cannot);
        }
    }

    /// The node's name.
    String nodeName() {
        return nodeName;
    }

    /// The log's name.
    String origin() {
        return origin;
    }

    /// What a verifier takes, from the auditor's file.
    String verifierKey() {
        return VerifierKey.of(this).text();
    }

    @Override
    public String name() {
        return origin;
    }

    @Override
    public byte[] publicKey() {
        return signer.publicKey().toBytes();
    }

    @Override
    public byte[] sign(byte[] message) {
        return signer.sign(message);
    }
}
