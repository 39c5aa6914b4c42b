package dev.keyhold.crypto;

/// A secret at rest does not open for its row: the store was changed behind the server's back, the row swapped, or the
/// wrapping key is not the one it was wrapped with. It is a fault of the installation, never of a caller.
public final class CorruptSecretException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    CorruptSecretException(RowIdentity row) {
        super("a wrapped secret of table " + row.table() + " does not open for its row");
    }
}
