package dev.keyhold.store;

/// The store cannot be opened, read or written. The message names the act, never a stored value.
///
/// From a write it means that the outcome is unknown, so that the node must stop; from a read, that the call fails.
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param message what could not be done
    public StoreException(String message) {
        super(message);
    }

    /// @param message what could not be done
    /// @param cause what the database or the file system said
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
