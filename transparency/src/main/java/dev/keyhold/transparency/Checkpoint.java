package dev.keyhold.transparency;

/// A tree head in the form of C2SP tlog-checkpoint: three lines, each ended by a newline, without extension lines.
///
/// @param origin the log's name, `<deployment>/<node>`, equal to the name of the key that signs it
/// @param size the number of entries
/// @param root the Merkle Tree Hash over them
public record Checkpoint(String origin, long size, Hash root) {
    /// @throws LogFormatException if the origin is not a name or the size is negative
    public Checkpoint {
        CanonicalText.requireName(origin);
        if (size < 0) {
            throw new LogFormatException("a tree has no negative size");
        }
    }

    /// The head of the tree that `frontier` is the edge of.
    public static Checkpoint of(String origin, TreeFrontier frontier) {
        return new Checkpoint(origin, frontier.size(), frontier.root());
    }

    /// The checkpoint of this note text.
    ///
    /// @throws LogFormatException if it is not exactly what [#text] prints
    public static Checkpoint parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length != 4 || !lines[3].isEmpty()) {
            throw new LogFormatException("a checkpoint has three lines");
        }
        return new Checkpoint(lines[0], CanonicalText.decimal(lines[1]), Hash.ofBase64(lines[2]));
    }

    /// The note text: origin, decimal size, base64 root.
    public String text() {
        return origin + '\n' + size + '\n' + root.base64() + '\n';
    }

    /// The signed note to store and publish. Sign a checkpoint only after what it covers is sure to become durable with
    /// it: two signed checkpoints that are not consistent prove that the log lied.
    ///
    /// @throws LogFormatException if the signer's name is not the origin
    public SignedNote sign(NoteSigner signer) {
        if (!signer.name().equals(origin)) {
            throw new LogFormatException("a log's key has the log's origin as its name");
        }
        return SignedNote.sign(text(), signer);
    }
}
