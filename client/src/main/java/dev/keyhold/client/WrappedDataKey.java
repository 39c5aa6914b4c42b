package dev.keyhold.client;

/// A data key as the KMS encrypted it, with the key it is under. Not secret; immutable.
public final class WrappedDataKey {
    private final KeyUsed key;
    private final byte[] ciphertext;

    public WrappedDataKey(KeyUsed key, byte[] ciphertext) {
        this.key = key;
        this.ciphertext = ciphertext.clone();
    }

    public KeyUsed key() {
        return key;
    }

    /// A copy of the KMS's ciphertext.
    public byte[] ciphertext() {
        return ciphertext.clone();
    }

    @Override
    public String toString() {
        return "WrappedDataKey[" + key.arn() + ", " + ciphertext.length + " bytes]";
    }
}
